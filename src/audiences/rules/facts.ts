import { type IdKind, nilUuid, parseId } from '#kernel/ids';
import type { Span } from '#kernel/time';
import { noVisits } from '#metrics';
import { actions, type ConditionOf, type narrowings } from './rule.ts';
import type { Statement } from './statement.ts';

export type Narrowing = (typeof narrowings)[number];
export type Where = ConditionOf<'did'>['where'];
export type Doing = ConditionOf<'did'>['what'];
export type Deed = ConditionOf<'last'>['what'];

/** A table of what people did, by the columns that conditions need. */
export type Facts = {
  readonly table: '$events' | '$order_lines' | '$refund_lines';
  readonly person: string;
  readonly at: string;
  /** The local day in the sort key. */
  readonly day: string;
  readonly id: string;
  readonly narrowedBy: Readonly<Record<Narrowing, string>>;
};

const touched = {
  brand: 'brand_id',
  shop: 'shop_id',
  account: 'account_id',
  category: 'category',
  sku: 'sku',
  content: 'content_id',
  room: 'room_id',
  creator: 'creator_id',
  carrier: 'carrier',
  source: 'source',
  account_type: 'account_type',
  plan: 'plan_id',
};

export const events: Facts = {
  table: '$events',
  person: 'person',
  at: 'at',
  day: 'day',
  id: 'event_id',
  narrowedBy: { ...touched, query: 'query' },
};
/** Nobody searches by buying, so an order carries no words of a search. */
const withoutQuery = { ...touched, query: "''" };
export const orders: Facts = {
  table: '$order_lines',
  person: 'buyer',
  at: 'paid_at',
  day: 'paid_day',
  id: 'line_id',
  narrowedBy: withoutQuery,
};
export const refunds: Facts = {
  table: '$refund_lines',
  person: 'buyer',
  at: 'refunded_at',
  day: 'refunded_day',
  id: 'refund_line_id',
  narrowedBy: withoutQuery,
};

export const factsOf = (deed: Deed): Facts => (deed === 'bought' ? orders : events);

const isNoVisit = `event NOT IN (${noVisits.map((name) => `'${name}'`).join(', ')})`;

/** Which events an action of the builder stands for; of orders all. */
export function deedConditions(statement: Statement, deed: Deed): string[] {
  if (deed === 'bought') return [];
  const names = 'event' in deed ? [deed.event] : actions[deed.action];
  return [names === null ? isNoVisit : `event IN ${statement.bind('Array(String)', names)}`];
}

export const visiting = isNoVisit;

/** Ids of things that are written as a UUID where they are ours and as sent where they are not. */
const shownIds: Readonly<
  Partial<Record<Narrowing, { readonly kind: IdKind; readonly column: 'UUID' | 'String' }>>
> = {
  brand: { kind: 'brand', column: 'UUID' },
  shop: { kind: 'shop', column: 'UUID' },
  account: { kind: 'account', column: 'UUID' },
  content: { kind: 'video', column: 'String' },
  creator: { kind: 'account', column: 'String' },
  plan: { kind: 'plan', column: 'String' },
};

export function whereConditions(statement: Statement, facts: Facts, where: Where): string[] {
  return where.map(({ dimension, op, values }) => {
    const id = shownIds[dimension];
    const stored = id
      ? values.map((value) => parseId(id.kind, value) ?? (id.column === 'UUID' ? nilUuid : value))
      : values;
    const list = statement.bind(`Array(${id?.column ?? 'String'})`, stored);
    return `${facts.narrowedBy[dimension]} ${op === 'in' ? 'IN' : 'NOT IN'} ${list}`;
  });
}

const dayMs = 86_400_000;
/** Days that the columnar store and JavaScript both write. */
const [earliestMs, latestMs] = [0, Date.UTC(2149, 0, 1)];

/**
 * Facts of somebody within a span. Besides the instants the days of the sort key are bounded, a day wider on both
 * sides because they are local: that lets the store skip all other days.
 */
export function factsWithin(statement: Statement, facts: Facts, span: Span | null): string[] {
  const known = `${facts.person} != 0`;
  if (span === null) return [known];
  const day = (ms: number) =>
    statement.bind('Date', new Date(Math.min(latestMs, Math.max(earliestMs, ms))).toISOString().slice(0, 10));
  return [
    known,
    `${facts.day} >= ${day(span.fromMs - dayMs)}`,
    `${facts.day} <= ${day(span.toMs + dayMs)}`,
    `${facts.at} >= ${statement.instant(span.fromMs)}`,
    `${facts.at} < ${statement.instant(span.toMs)}`,
  ];
}
