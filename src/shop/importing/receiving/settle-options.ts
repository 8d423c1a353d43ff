import type { DateOrderFinding, DecimalMark } from '#events/file-reading';
import { parseId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { isZone } from '#kernel/time';
import type { ImportStart } from '../../contract.ts';
import { type OrderFieldName, type OrderMapping, orderFields } from '../mapping/order-fields.ts';
import type { SettledOptions } from '../mapping/reading-rules.ts';
import { missingFields, type Suggestion } from '../mapping/suggest-mapping.ts';
import type { Directory } from '../rows/directory.ts';

/** What was found out about a file when it was received, and what was confirmed for its header before. */
export type Proposal = {
  readonly columns: readonly string[];
  readonly presetId: string;
  readonly fields: { readonly [Field in OrderFieldName]?: Suggestion };
  readonly dateOrder: DateOrderFinding;
  readonly decimalMark: DecimalMark;
  readonly remembered: {
    readonly mapping: Record<string, string>;
    readonly options: Record<string, unknown>;
  } | null;
};

export type Settled = { readonly mapping: Record<string, string>; readonly options: SettledOptions };
type Asked = NonNullable<ImportStart['options']>;

/** Columns proposed with less confidence than this are only shown; a person has to choose them. */
const confidenceMin = 0.5;

/** The mapping a file would be read with if nobody said more. */
export function proposedMapping(proposal: Proposal): Record<string, string> {
  if (proposal.remembered) return proposal.remembered.mapping;
  const sure = Object.entries(proposal.fields).filter(([, { confidence }]) => confidence >= confidenceMin);
  return Object.fromEntries(sure.map(([field, { column }]) => [field, column]));
}

/** What is asked for, over what is proposed; null takes a column away. */
export function mergedMapping(
  proposal: Proposal,
  start: ImportStart,
): Result<Record<string, string>, Refusal<'unprocessable'>> {
  const mapping = { ...proposedMapping(proposal) };
  for (const [field, column] of Object.entries(start.mapping ?? {})) {
    if (!Object.hasOwn(orderFields, field))
      return refuse('unprocessable', `There is no field called "${field}".`, `mapping.${field}`);
    if (column === null) delete mapping[field];
    else mapping[field] = column;
  }
  return ok(mapping);
}

/** Decides how a file will be read, from what was asked, remembered and found, in this order. */
export function settle(
  proposal: Proposal,
  start: ImportStart,
  directory: Directory,
): Result<Settled, Refusal<'unprocessable'>> {
  const merged = mergedMapping(proposal, start);
  if (!merged.ok) return merged;
  const mapping = merged.value;
  const [lacking] = missingFields(mapping as OrderMapping, proposal.columns);
  if (lacking) return refuse('unprocessable', lacking.detail, lacking.field);
  const asked: Asked = start.options ?? {};
  const remembered = (proposal.remembered?.options ?? {}) as Partial<SettledOptions>;
  const shop = shopAsked(asked.shopId, directory);
  if (!shop.ok) return shop;
  const zone = asked.zone ?? remembered.zone ?? null;
  if (zone !== null && !isZone(zone))
    return refuse('unprocessable', `"${zone}" is not a time zone.`, 'options.zone');
  const finding = proposal.dateOrder;
  const found =
    finding === 'day_first' || finding === 'month_first'
      ? finding
      : finding === 'not_needed'
        ? 'month_first'
        : undefined;
  const dateOrder = asked.dateOrder ?? found ?? remembered.dateOrder;
  if (dateOrder === undefined)
    return refuse(
      'unprocessable',
      'Say whether the day or the month comes first: the dates of this file can be read both ways.',
      'options.dateOrder',
    );
  return ok({
    mapping,
    options: {
      shopId: shop.value,
      currency: asked.currency ?? remembered.currency ?? null,
      zone,
      dateOrder,
      decimalMark: asked.decimalMark ?? proposal.decimalMark,
      preset: asked.preset ?? proposal.presetId,
    },
  });
}

function shopAsked(text: string | undefined, directory: Directory): Result<string, Refusal<'unprocessable'>> {
  const first = directory.shops[0];
  if (!first) return refuse('unprocessable', 'Add a shop first: orders belong to one.', 'options.shopId');
  if (text === undefined) return ok(first.id);
  const id = parseId('shop', text);
  const shop = directory.shops.find((one) => one.id === id);
  return shop ? ok(shop.id) : refuse('unprocessable', 'There is no such shop.', 'options.shopId');
}
