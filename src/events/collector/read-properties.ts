import { nilUuid } from '#kernel/ids';
import { minorDigits } from '#kernel/money';
import { accountTypes, carriers, sources } from '../contract.ts';
import type { PropertyColumn } from '../event-types/event-type.ts';
import { propertyColumns } from '../event-types/event-types.ts';
import type { EventRefusal } from './checked-event.ts';
import type { Places, Sender } from './sender.ts';

export type ReadProperties = {
  readonly columns: string[];
  readonly shopId: string;
  readonly brandId: string;
  readonly accountId: string;
  readonly value: number;
  readonly currency: string;
  readonly experiments: readonly string[];
  readonly rest: string;
};

const slotOf = new Map(propertyColumns.map((column, slot) => [column.property, { ...column, slot }]));
const shopSlot = slotOf.get('shop_id')?.slot ?? 0;
const accountSlot = slotOf.get('account_id')?.slot ?? 0;

const axes: Readonly<Record<string, readonly string[]>> = {
  carrier: carriers,
  source: sources,
  account_type: accountTypes,
};
const axisValues: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(axes).map(([axis, values]) => [axis, new Set(values)]),
);

const none: readonly string[] = [];
const emptyColumns: readonly string[] = propertyColumns.map(() => '');
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
      const text = columnText(column, value);
      if (text !== null) {
        columns[column.slot] = text;
        continue;
      }
      if (isStandard) return refuseValue(column);
    } else if (property === 'currency' || property === 'experiments') continue;
    rest += `${rest === '' ? '' : ','}${JSON.stringify(property)}:${JSON.stringify(value)}`;
  }
  const currency = readCurrency(properties.currency);
  if (currency === null) {
    if (isStandard)
      return {
        code: 'invalid_property',
        field: 'properties.currency',
        detail: 'must be a currency code of three letters, such as CNY',
      };
    rest += `${rest === '' ? '' : ','}"currency":${JSON.stringify(properties.currency)}`;
  }
  const account = places.accounts.get(columns[accountSlot] as string);
  const named = columns[shopSlot] as string;
  const shop = places.shops.get(named === '' ? (sender.shopId ?? account?.shopId ?? '') : named);
  // An id that is not one of ours is kept as it came, or nobody could ever mend it.
  if (shop === undefined && named !== '')
    rest += `${rest === '' ? '' : ','}"shop_id":${JSON.stringify(named)}`;
  if (account === undefined && columns[accountSlot] !== '')
    rest += `${rest === '' ? '' : ','}"account_id":${JSON.stringify(columns[accountSlot])}`;
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

function columnText(column: PropertyColumn, value: unknown): string | null {
  if (column.kind === 'count') {
    return typeof value === 'number' && value >= 0 && value <= column.max && Number.isInteger(value)
      ? String(value)
      : null;
  }
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== 'string' || text.length > column.max) return null;
  const allowed = axisValues[column.kind];
  return allowed === undefined || allowed.has(text) ? text : null;
}

function refuseValue({ property, kind, max }: PropertyColumn): EventRefusal {
  const allowed = axes[kind];
  const detail = allowed
    ? `must be one of ${allowed.join(', ')}`
    : kind === 'count'
      ? `must be a whole number between 0 and ${max}`
      : `must be a text of at most ${max} characters`;
  return { code: 'invalid_property', field: `properties.${property}`, detail };
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
