import { useMemo } from 'react';
import type { Grain, MetricAnswer } from '../../../ui/api/metrics.ts';
import { cardGroups } from './cockpit-metrics.ts';
import { mergeAnswers } from './merge-answers.ts';
import { useCockpit } from './use-cockpit.ts';

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

/**
 * All cards, asked in groups, so that each shows as soon as it is known. Shapes over time wait for the numbers:
 * a browser asks six things at once, and the store has better to do first.
 */
export function useCards(grain: Grain, waits = false): Cards {
  const orders = useCockpit({ metrics: cardGroups.orders, grain });
  const visits = useCockpit({ metrics: cardGroups.visits, grain, waits });
  const refunds = useCockpit({ metrics: cardGroups.refunds, grain, waits });
  const customers = useCockpit({ metrics: cardGroups.customers, grain, waits });
  const groups = { orders, visits, refunds, customers };
  const data = useMemo(
    () =>
      mergeAnswers(
        [orders.data, visits.data, refunds.data, customers.data].filter((one) => one !== undefined),
      ),
    [orders.data, visits.data, refunds.data, customers.data],
  );
  const all = Object.values(groups);
  return {
    data,
    error: all.find((one) => one.error)?.error ?? null,
    readAtMs: Math.min(...all.filter((one) => one.dataUpdatedAt > 0).map((one) => one.dataUpdatedAt)),
    refetch: () => {
      for (const one of all) void one.refetch();
    },
    isStale: all.some((one) => one.isPlaceholderData),
    awaited: new Set(
      Object.entries(groups).flatMap(([name, one]) =>
        one.isLoading ? cardGroups[name as keyof typeof cardGroups] : [],
      ),
    ),
  };
}
