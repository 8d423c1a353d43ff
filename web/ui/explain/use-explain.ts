import { useCallback, useMemo } from 'react';
import { readFilters, writeFilters } from '../address/filters.ts';
import { type Changes, useSearchParts } from '../address/use-address.ts';
import type { Filter } from '../api/metrics.ts';

/** The parts of an address that open the explanation of a number, its rows, and one order. */
export type Explained = {
  readonly metric: string | null;
  /** What the clicked number was narrowed to, beside the filters of the page. */
  readonly where: readonly Filter[];
  readonly showsRows: boolean;
  readonly part: 'numerator' | 'denominator';
  readonly order: string | null;
};

const orderPattern = /^ord_[0-9a-z]{26}$/;
const metricPattern = /^[a-z0-9_]{1,80}$/;

export function useExplained(): Explained {
  const [search] = useSearchParts();
  const { explain, where, rows, part, order } = search;
  return useMemo(
    () => ({
      metric: explain && metricPattern.test(explain) ? explain : null,
      where: readFilters(where),
      showsRows: rows === '1',
      part: part === 'denominator' ? 'denominator' : 'numerator',
      order: order && orderPattern.test(order) ? order : null,
    }),
    [explain, where, rows, part, order],
  );
}

/**
 * Opens the drawer for a number; it is a place in the address, so Back closes it. `also` changes other parts, such
 * as what is closed because the browser keeps its dialogs above everything else.
 */
export function useExplain(): (metric: string, where?: readonly Filter[], also?: Changes) => void {
  const [, change] = useSearchParts();
  return useCallback(
    (metric, where = [], also = {}) =>
      change({
        ...also,
        explain: metric,
        where: writeFilters(where),
        rows: undefined,
        part: undefined,
        order: undefined,
      }),
    [change],
  );
}
