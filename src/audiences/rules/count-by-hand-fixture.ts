/** What every kind of condition over facts means, by hand: one person after the other, over plain arrays. */
import { Temporal } from 'temporal-polyfill';
import { spanOf } from '#kernel/time';
import { type Event, nowMs, type Order, type RandomWorld, zone } from './random-world-fixture.ts';
import { actions, type Condition, type ConditionOf } from './rule.ts';

const noVisits = ['Content Impression', 'Product Impression', 'Ad Impression'];
const local = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
const startOfLastDays = (days: number) =>
  local(nowMs)
    .toPlainDate()
    .subtract({ days: days - 1 })
    .toZonedDateTime(zone).epochMilliseconds;

type Where = ConditionOf<'did'>['where'];
type Deed = ConditionOf<'last'>['what'];
type Fact = {
  readonly atMs: number;
  readonly category: string;
  readonly carrier: string;
  readonly query?: string;
};

function isWithin(atMs: number, window: ConditionOf<'did'>['window']): boolean {
  if (window === null) return true;
  if ('lastDays' in window) return atMs >= startOfLastDays(window.lastDays) && atMs <= nowMs;
  const span = spanOf(window, zone);
  return span !== null && atMs >= span.fromMs && atMs < span.toMs;
}

const passes = (fact: Fact, where: Where) =>
  where.every(({ dimension, op, values }) => {
    if (dimension !== 'category' && dimension !== 'carrier' && dimension !== 'query')
      throw new Error(`${dimension} is not counted by hand.`);
    return values.includes(fact[dimension] ?? '') === (op === 'in');
  });

const isDeed = (name: string, deed: Exclude<Deed, 'bought'>) => {
  if ('event' in deed) return name === deed.event;
  const names: readonly string[] | null = actions[deed.action];
  return names === null ? !noVisits.includes(name) : names.includes(name);
};

const compares = ({ op, value }: ConditionOf<'did'>['times'], measured: number) =>
  op === 'at_least' ? measured >= value : op === 'at_most' ? measured <= value : measured === value;

export function fulfilsByHand(world: RandomWorld, condition: Condition, person: number): boolean {
  const whole = (number: number) => (world.merges.get(number) ?? number) === person;
  const events = world.events.filter((one) => whole(one.person));
  const orders = world.orders.filter((one) => whole(one.person));
  const refunds = world.refunds.filter((one) => whole(one.person));
  switch (condition.kind) {
    case 'did': {
      const { what, window, where, times } = condition;
      const done = events.filter(
        (one) => isDeed(one.event, what) && isWithin(one.atMs, window) && passes(one, where),
      );
      return compares(times, done.length);
    }
    case 'bought': {
      const { measure, window, where } = condition;
      const currency = measure === 'amount' ? (condition.currency ?? 'USD') : condition.currency;
      const counts = (one: Fact & { readonly currency: string }) =>
        isWithin(one.atMs, window) && passes(one, where) && (currency === null || one.currency === currency);
      if (measure === 'refunds')
        return compares(condition, new Set(refunds.filter(counts).map(({ orderId }) => orderId)).size);
      const lines = orders.filter(counts);
      const measured = {
        orders: new Set(lines.map(({ orderId }) => orderId)).size,
        items: lines.reduce((sum, { quantity }) => sum + quantity, 0),
        amount: lines.reduce((sum, { userPaid }) => sum + userPaid, 0),
      };
      return compares(condition, measured[measure]);
    }
    case 'last': {
      const { what, where, op, days } = condition;
      const facts: readonly Fact[] =
        what === 'bought' ? orders : events.filter((one) => isDeed(one.event, what));
      const times = facts.filter((one) => passes(one, where) && one.atMs <= nowMs).map(({ atMs }) => atMs);
      if (times.length === 0) return false;
      return Math.max(...times) >= startOfLastDays(days) === (op === 'within');
    }
    case 'sequence':
      return hasSequence(condition, events, orders);
    case 'taste': {
      const { of, values, share, timesMin, lastDays } = condition;
      const names =
        of === 'category'
          ? ['Product Viewed', 'Product Clicked', 'Product Added']
          : ['Content Played', 'Content Liked'];
      const all = events.filter(
        (one) =>
          names.includes(one.event) &&
          one.category !== '' &&
          isWithin(one.atMs, { lastDays }) &&
          (one.event !== 'Content Played' || one.watchMs >= 3_000),
      );
      const mine = all.filter(({ category }) => values.includes(category)).length;
      return mine >= timesMin && mine >= share * all.length;
    }
    case 'active': {
      const { by, values, lastDays } = condition;
      const seen = events.filter(
        (one) => isDeed(one.event, { action: 'visited' }) && isWithin(one.atMs, { lastDays }),
      );
      if (by === 'platform') return seen.some(({ platform }) => values.includes(platform));
      const bucketOf = ({ atMs }: Event) => (by === 'hour' ? local(atMs).hour : local(atMs).dayOfWeek - 1);
      const counts = Map.groupBy(seen, bucketOf);
      const most = Math.max(0, ...[...counts.values()].map((list) => list.length));
      return values.some((value) => most > 0 && counts.get(Number(value))?.length === most);
    }
    default:
      throw new Error(`Conditions of kind ${condition.kind} are not counted by hand.`);
  }
}

type Step = {
  readonly atMs: number;
  readonly rank: number;
  readonly id: string;
  readonly isStep: readonly boolean[];
};

/** Tries every chain of facts. */
function hasSequence(
  { steps, withinHours, window }: ConditionOf<'sequence'>,
  events: readonly Event[],
  orders: readonly Order[],
): boolean {
  const facts: Step[] = [
    ...events.map((one) => ({
      atMs: one.atMs,
      rank: 0,
      id: one.id,
      isStep: steps.map(
        ({ what, where }) => what !== 'bought' && isDeed(one.event, what) && passes(one, where),
      ),
    })),
    ...orders.map((one) => ({
      atMs: one.atMs,
      rank: 1,
      id: one.id,
      isStep: steps.map(({ what, where }) => what === 'bought' && passes(one, where)),
    })),
  ].filter(({ atMs }) => isWithin(atMs, window));
  const isLater = (one: Step, other: Step) =>
    one.atMs !== other.atMs
      ? one.atMs > other.atMs
      : one.rank !== other.rank
        ? one.rank > other.rank
        : one.id > other.id;
  const follows = (step: number, before: Step | null, first: Step | null): boolean =>
    step === steps.length ||
    facts.some(
      (fact) =>
        fact.isStep[step] === true &&
        (before === null || isLater(fact, before)) &&
        (first === null || fact.atMs - first.atMs <= withinHours * 3_600_000) &&
        follows(step + 1, fact, first ?? fact),
    );
  return follows(0, null, null);
}
