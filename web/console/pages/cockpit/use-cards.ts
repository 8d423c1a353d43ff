import { useMemo, useRef } from 'react';
import type { Grain, MetricAnswer } from '../../../ui/api/metrics.ts';
import { usePageMetrics } from '../../../ui/metric/page-metrics.ts';
import { cardGroups, trendGroups } from './cockpit-metrics.ts';
import { mergeAnswers } from './merge-answers.ts';

export type Cards = {
  readonly data: MetricAnswer | undefined;
  readonly error: Error | null;
  /** When the oldest of the numbers on the screen was read, in ms of the epoch. */
  readonly readAtMs: number;
  readonly refetch: () => void;
  /** Some numbers are still those of the address before. */
  readonly isStale: boolean;
  /** Metrics whose first answer is on its way. */
  readonly awaited: ReadonlySet<string>;
};

/** All cards, asked in groups, so that each shows as soon as it is known. */
export function useTotals(): Cards {
  const orders = usePageMetrics({ metrics: cardGroups.orders });
  const visits = usePageMetrics({ metrics: cardGroups.visits });
  const refunds = usePageMetrics({ metrics: cardGroups.refunds });
  const customers = usePageMetrics({ metrics: cardGroups.customers });
  return useTogether([
    [cardGroups.orders, orders],
    [cardGroups.visits, visits],
    [cardGroups.refunds, refunds],
    [cardGroups.customers, customers],
  ]);
}

/**
 * The shape of every card over time. The slow ones wait for the numbers: a browser asks six things at once, and
 * the store has better to do first.
 */
export function useTrends(grain: Grain, waits: boolean): Cards {
  const quick = usePageMetrics({ metrics: trendGroups.quick, grain });
  const slow = usePageMetrics({ metrics: trendGroups.slow, grain, waits });
  return useTogether([
    [trendGroups.quick, quick],
    [trendGroups.slow, slow],
  ]);
}

type Group = readonly [metrics: readonly string[], answer: ReturnType<typeof usePageMetrics>];

function useTogether(groups: readonly Group[]): Cards {
  const answers = groups.map(([, answer]) => answer);
  const known = useKnown(answers.map(({ data }) => data));
  const data = useMemo(() => mergeAnswers(known.filter((one) => one !== undefined)), [known]);
  return {
    data,
    error: answers.find((one) => one.error)?.error ?? null,
    readAtMs: Math.min(...answers.filter((one) => one.dataUpdatedAt > 0).map((one) => one.dataUpdatedAt)),
    refetch: () => {
      for (const one of answers) void one.refetch();
    },
    isStale: answers.some((one) => one.isPlaceholderData),
    awaited: new Set(groups.flatMap(([metrics, answer]) => (answer.isLoading ? metrics : []))),
  };
}

/** The same list as before while the same answers are in it, so that nothing is merged or drawn again. */
function useKnown(answers: readonly (MetricAnswer | undefined)[]): readonly (MetricAnswer | undefined)[] {
  const kept = useRef(answers);
  if (answers.some((one, place) => one !== kept.current[place])) kept.current = answers;
  return kept.current;
}
