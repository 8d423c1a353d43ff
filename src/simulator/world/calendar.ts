import { addDays, dateOf, startOfDate } from '#kernel/time';

export const worldZone = 'Asia/Shanghai';
export const worldDays = 30;
const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** One local day of the demo and what is special about it. */
export type WorldDay = {
  readonly index: number;
  readonly date: string;
  readonly startMs: number;
  /** Visits against an ordinary day. */
  readonly traffic: number;
  /** Readiness to buy against an ordinary day. */
  readonly appetite: number;
  readonly campaign: 'none' | 'warm_up' | 'burst' | 'encore';
  /** Whether the hero product of the largest shop is sold out, from which instant to which. */
  readonly soldOut: { readonly fromMs: number; readonly toMs: number } | null;
};

/** Monday first: the weekend lifts content commerce by a fifth. */
const weekdays = [0.93, 0.9, 0.92, 0.96, 1.04, 1.17, 1.13] as const;
const growthPerDay = 0.009;

/** Days before the last one. The campaign lies two weeks back so that the last seven days compare with calm ones. */
const campaignDay = 17;
const soldOutDay = 4;

/** The last day is the day of `now`, and ends at it. */
export function makeCalendar(nowMs: number): WorldDay[] {
  const today = dateOf(nowMs, worldZone);
  return Array.from({ length: worldDays }, (_, index) =>
    makeDay(addDays(today, index - worldDays + 1), index),
  );
}

function makeDay(date: string, index: number): WorldDay {
  const startMs = startOfDate(date, worldZone) ?? 0;
  const before = worldDays - 1 - index;
  // 1970-01-01 was a Thursday, the fourth day of a week that starts on Monday.
  const weekday = (Math.floor((startMs + 8 * hourMs) / dayMs) + 3) % 7;
  const campaign =
    before === campaignDay
      ? 'burst'
      : before === campaignDay - 1
        ? 'encore'
        : before > campaignDay && before <= campaignDay + 3
          ? 'warm_up'
          : 'none';
  const [crowd, appetite] = { none: [1, 1], warm_up: [1.18, 0.8], burst: [2.1, 1.45], encore: [1.25, 1.1] }[
    campaign
  ] as [number, number];
  return {
    index,
    date,
    startMs,
    traffic: (weekdays[weekday] ?? 1) * (1 + growthPerDay * index) * crowd,
    appetite,
    campaign,
    soldOut:
      before === soldOutDay
        ? { fromMs: startMs + 15 * hourMs, toMs: startMs + dayMs }
        : before === soldOutDay - 1
          ? { fromMs: startMs, toMs: startMs + 14 * hourMs }
          : null,
  };
}

/** How visits outside live rooms spread over the hours of a day: lunch, and the evening from eight to ten. */
export const hourWeights: readonly number[] = [
  1.6, 0.8, 0.5, 0.3, 0.3, 0.5, 1.2, 2.2, 2.8, 3.1, 3.4, 3.9, 5.2, 4.6, 3.6, 3.4, 3.5, 3.9, 4.7, 6.4, 8.6,
  8.9, 6.6, 3.6,
];
