/** Fits the value of customers and says how far it can be relied on. Pure; a time unit of its models is a week. */
import {
  type BgNbd,
  type BgNbdFit,
  type BuyingHistory,
  type CountedHistory,
  expectedPurchases,
  fitBgNbd,
  repeatShare,
} from '#science/customer-value/bg-nbd';
import {
  correlation,
  fitGammaGamma,
  type GammaGamma,
  type SpendingHistory,
} from '#science/customer-value/gamma-gamma';
import type { valueVerdicts } from './value-contract.ts';

export const daysPerWeek = 7;
/** What is expected of somebody is told for so many days to come. */
export const horizonDays = 90;

/** Fewer than these teach four parameters nothing that could be relied on. */
export const buyersMin = 100;
export const repeatersMin = 30;
/** Four weeks leave one to hold out; what is foretold from less than the horizon says so. */
export const daysMin = 28;
/** Repeats are told apart up to here; the last counts all from it on. */
const frequencyMax = 7;
/** A hold-out with fewer real repeats than these judges nothing. */
const heldOutMin = 30;
/** How far what was expected of the weeks held out may be off, as a share of what came. */
const goodMax = 0.1;
const fairMax = 0.25;
/** How often and how much may go together this far (Pearson's), which the model of spending takes for unrelated. */
const relatedMax = 0.3;

/** Histories of a day that is some weeks back, and what the same people bought in each week since. Times in days. */
export type HeldHistory = CountedHistory & { readonly later: readonly number[] };

export type ValueMaterial = {
  /** As of now. */
  readonly histories: readonly CountedHistory[];
  /** As of so many weeks ago; empty where nothing can be held out. */
  readonly held: readonly HeldHistory[];
  readonly heldWeeks: number;
  /** Of those who bought again, or some of them: what the repeats were worth, in minor units. */
  readonly spending: readonly SpendingHistory[];
};

export type FrequencyRow = {
  readonly repeats: number;
  readonly people: number;
  /** People the model expects with so many repeats by the day that the hold-out begins. */
  readonly expectedPeople: number;
  /** Repeats of these people in the weeks held out. */
  readonly expectedLater: number;
  readonly later: number;
};

export type HoldOut = {
  readonly weeks: number;
  readonly people: number;
  readonly byFrequency: readonly FrequencyRow[];
  /** Repeats from the beginning of the hold-out to the end of each week. */
  readonly byWeek: readonly { readonly expected: number; readonly real: number }[];
};

export type Verdict = (typeof valueVerdicts)[number];

export type Fitted = {
  readonly state: 'fitted';
  readonly model: BgNbd;
  readonly isSettled: boolean;
  readonly people: number;
  readonly repeaters: number;
  /** From the first purchase of all to now. */
  readonly days: number;
  readonly holdOut: HoldOut | null;
  readonly verdict: Verdict;
  readonly spending: {
    readonly model: GammaGamma;
    readonly people: number;
    readonly isSettled: boolean;
    readonly correlation: number;
    /** False where how often and how much go together, so that amounts are not to be relied on. */
    readonly isUnrelated: boolean;
  } | null;
};
export type TooLittle = {
  readonly state: 'too_little';
  readonly people: number;
  readonly repeaters: number;
  /** From the first purchase of all to now. */
  readonly days: number;
};
export type ValueFit = Fitted | TooLittle;

export function fitValue({ histories, held, heldWeeks, spending }: ValueMaterial): ValueFit {
  const people = sumOf(histories, (one) => one.people);
  const repeaters = sumOf(histories, (one) => (one.repeats > 0 ? one.people : 0));
  const days = histories.reduce((most, { seenFor }) => Math.max(most, seenFor), 0);
  const tooLittle = { state: 'too_little' as const, people, repeaters, days };
  if (people < buyersMin || repeaters < repeatersMin || days < daysMin) return tooLittle;
  const fit = fitBgNbd(histories.map(inWeeks));
  if (fit === null) return tooLittle;
  const holdOut = track(held, heldWeeks);
  return {
    state: 'fitted',
    model: fit.model,
    isSettled: fit.isSettled,
    people,
    repeaters,
    days,
    holdOut: holdOut?.tracked ?? null,
    verdict: judge(fit, holdOut),
    spending: fitSpending(spending),
  };
}

export const inWeeks = <History extends BuyingHistory>(history: History): History => ({
  ...history,
  lastAt: history.lastAt / daysPerWeek,
  seenFor: history.seenFor / daysPerWeek,
});

const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => number) =>
  rows.reduce((sum, row) => sum + of(row), 0);

type Tracked = { readonly fit: BgNbdFit; readonly tracked: HoldOut };

/** A model of what was known before the weeks held out, against what came in them. */
function track(held: readonly HeldHistory[], weeks: number): Tracked | null {
  const histories = held.map(inWeeks);
  const fit = weeks > 0 ? fitBgNbd(histories) : null;
  if (fit === null) return null;
  const { model } = fit;
  const expected = histories.map((one) => ({
    ...one,
    expectedLater: one.people * expectedPurchases(model, one, weeks),
    really: sumOf(one.later, (count) => count),
  }));
  const byFrequency = Array.from({ length: frequencyMax + 1 }, (_, repeats): FrequencyRow => {
    const own = expected.filter((one) => Math.min(one.repeats, frequencyMax) === repeats);
    return {
      repeats,
      people: sumOf(own, (one) => one.people),
      expectedPeople: peopleExpected(model, histories, repeats),
      expectedLater: sumOf(own, (one) => one.expectedLater),
      later: sumOf(own, (one) => one.really),
    };
  });
  let real = 0;
  const byWeek = Array.from({ length: weeks }, (_, week) => {
    real += sumOf(histories, ({ later }) => later[week] ?? 0);
    return {
      expected: sumOf(histories, (one) => one.people * expectedPurchases(model, one, week + 1)),
      real,
    };
  });
  return { fit, tracked: { weeks, people: sumOf(histories, (one) => one.people), byFrequency, byWeek } };
}

/** People with so many repeats, or from `frequencyMax` on all the rest, by how long each was seen. */
function peopleExpected(model: BgNbd, histories: readonly CountedHistory[], repeats: number): number {
  const seen = Map.groupBy(histories, ({ seenFor }) => seenFor);
  let sum = 0;
  for (const [seenFor, own] of seen) {
    const share = repeats < frequencyMax ? shareOf(model, repeats, seenFor) : shareOfMore(model, seenFor);
    sum += share * sumOf(own, ({ people }) => people);
  }
  return sum;
}

/** Whoever bought for the first time on the last day has had no time to do so again. */
const shareOf = (model: BgNbd, repeats: number, seenFor: number) =>
  seenFor > 0 ? repeatShare(model, repeats, seenFor) : repeats === 0 ? 1 : 0;

const shareOfMore = (model: BgNbd, seenFor: number) =>
  Math.max(0, 1 - sumOf([...Array(frequencyMax).keys()], (fewer) => shareOf(model, fewer, seenFor)));

function judge({ isSettled }: BgNbdFit, held: Tracked | null): Verdict {
  if (!isSettled || (held !== null && !held.fit.isSettled)) return 'unsettled';
  const last = held?.tracked.byWeek.at(-1);
  if (last === undefined || last.real < heldOutMin) return 'thin';
  const off = Math.abs(last.expected - last.real) / last.real;
  return off <= goodMax ? 'good' : off <= fairMax ? 'fair' : 'poor';
}

function fitSpending(histories: readonly SpendingHistory[]): Fitted['spending'] {
  const usable = histories.filter(({ purchases, mean }) => purchases > 0 && mean > 0);
  if (usable.length < repeatersMin) return null;
  const fit = fitGammaGamma(usable);
  // With q up to 1 the mean over people has no end, so nothing is expected of anybody.
  if (fit === null || fit.model.q <= 1) return null;
  const together = correlation(usable);
  return {
    model: fit.model,
    people: fit.people,
    isSettled: fit.isSettled,
    correlation: together,
    isUnrelated: Math.abs(together) <= relatedMax,
  };
}
