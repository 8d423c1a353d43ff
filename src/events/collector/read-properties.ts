import { nilUuid } from '#kernel/ids';
import { minorDigits } from '#kernel/money';
import { accountTypes, carriers, sources } from '../contract.ts';
import type { PropertyColumn } from '../event-types/event-type.ts';
import { propertyColumns } from '../event-types/event-types.ts';
import type { EventRefusal } from './checked-event.ts';
import type { Places, Sender } from './sender.ts';

export type ReadProperties = {
  /** Values of `propertyColumns`, in their order; where there is none, empty text, or 0 for a count. */
  readonly columns: readonly (string | number)[];
  readonly shopId: string;
  readonly brandId: string;
  readonly accountId: string;
  /** Minor units of `currency`. */
  readonly value: number;
  readonly currency: string;
  /** Labels such as `ranking:b`. */
  readonly experiments: readonly string[];
  /** JSON of the properties that have no column. */
  readonly rest: string;
};

const slotOf = new Map(propertyColumns.map((column, slot) => [column.property, { ...column, slot }]));
/** Properties that are read by themselves. */
const apart: ReadonlySet<string> = new Set(['currency', 'experiments', 'shop_id', 'account_id']);

const axes: Readonly<Record<string, readonly string[]>> = {
  carrier: carriers,
  source: sources,
  account_type: accountTypes,
};
const axisValues: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(axes).map(([axis, values]) => [axis, new Set(values)]),
);

const none: readonly string[] = [];
const emptyColumns: readonly (string | number)[] = propertyColumns.map(({ kind }) =>
  kind === 'count' ? 0 : '',
);
/** Which property tells the value of an event, first come first. */
const valueProperties = ['value', 'total', 'revenue', 'price'] as const;

/**
 * Sorts properties into columns and the JSON rest. A known event type with a wrong value in a column is
 * refused; in a custom event, whose `source` may mean something of its own, the value stays in the rest.
 */
export function readProperties(
  properties: Readonly<Record<string, unknown>>,
  isStandard: boolean,
  places: Places,
  sender: Sender,
): ReadProperties | EventRefusal {
  const columns = emptyColumns.slice();
  let rest = '';
  for (const property in properties) {
    const value = properties[property];
    const column = slotOf.get(property);
    if (column !== undefined) {
      if (value === null || value === undefined || value === '') continue;
      const content = columnContent(column, value);
      if (content !== null) {
        columns[column.slot] = content;
        continue;
      }
      if (isStandard) return refuseValue(column);
    } else if (apart.has(property)) continue;
    rest += `${rest === '' ? '' : ','}${JSON.stringify(property)}:${typeof value === 'number' && Number.isFinite(value) ? value : JSON.stringify(value)}`;
  }
  const currency = readCurrency(properties.currency);
  if (currency === null) {
    if (isStandard)
      return {
        code: 'invalid_property',
        field: 'properties.currency',
        reason: 'currency_not_a_code',
      };
    rest += `${rest === '' ? '' : ','}"currency":${JSON.stringify(properties.currency)}`;
  }
  const named = placeName(properties.shop_id);
  const accountNamed = placeName(properties.account_id);
  const account = accountNamed === '' ? undefined : places.accounts.get(accountNamed);
  const shop = places.shops.get(named === '' ? (sender.shopId ?? account?.shopId ?? '') : named);
  // An id that is not one of ours is kept as it came, or nobody could ever mend it.
  if (shop === undefined && named !== '')
    rest += `${rest === '' ? '' : ','}"shop_id":${JSON.stringify(properties.shop_id)}`;
  if (account === undefined && accountNamed !== '')
    rest += `${rest === '' ? '' : ','}"account_id":${JSON.stringify(properties.account_id)}`;
  const used = currency || places.currency;
  return {
    columns,
    shopId: shop?.shopId ?? nilUuid,
    brandId: shop?.brandId ?? nilUuid,
    accountId: account?.accountId ?? nilUuid,
    value: readValue(properties, used),
    currency: used,
    experiments: readExperiments(properties.experiments),
    rest: rest === '' ? '' : `{${rest}}`,
  };
}

function placeName(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : String(JSON.stringify(value));
}

function columnContent(column: PropertyColumn, value: unknown): string | number | null {
  if (column.kind === 'count') {
    return typeof value === 'number' && value >= 0 && value <= column.max && Number.isInteger(value)
      ? value
      : null;
  }
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== 'string' || text.length > column.max) return null;
  const allowed = axisValues[column.kind];
  return allowed === undefined || allowed.has(text) ? text : null;
}

function refuseValue({ property, kind, max }: PropertyColumn): EventRefusal {
  const allowed = axes[kind];
  const refusal = { code: 'invalid_property', field: `properties.${property}` } as const;
  if (allowed) return { ...refusal, reason: 'word_unknown', values: { allowed: allowed.join(', ') } };
  return {
    ...refusal,
    reason: kind === 'count' ? 'whole_number_expected' : 'short_text_expected',
    values: { max },
  };
}

/** Empty where none is given, null where it is not one. */
function readCurrency(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value !== 'string' || value.length !== 3) return null;
  const code = value.toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : null;
}

function readValue(properties: Readonly<Record<string, unknown>>, currency: string): number {
  for (const property of valueProperties) {
    const given = properties[property];
    if (given === undefined || given === null) continue;
    const major = typeof given === 'string' && given !== '' ? Number(given) : given;
    if (typeof major !== 'number') continue;
    const minor = Math.round(major * 10 ** minorDigits(currency));
    if (Number.isSafeInteger(minor)) return minor;
  }
  return 0;
}

function readExperiments(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return none;
  return value.filter((label) => typeof label === 'string' && label.length <= 100).slice(0, 20);
}
