/** What is wrong comes first: which numbers moved the wrong way by enough to be looked at. Pure. */
import type { MetricDefinition, MetricRow, Part } from '../../../ui/api/metrics.ts';
import { changeOf, judgementOf, relativeMove } from '../../../ui/metric/change.ts';

export type Concern = {
  readonly metric: string;
  readonly value: number;
  readonly before: number;
  /** The move as a share of the earlier value; its sign is the direction. */
  readonly move: number;
};

/** A tenth worse is worth a look; ordinary days differ by less. */
const moveMin = 0.1;
/** Ratios of fewer cases move by chance. */
const casesMin = 30;
const concernsMax = 4;
/** These move with GMV: when GMV is named, naming them too says nothing new. */
const sameAsGmv: ReadonlySet<string> = new Set(['user_paid', 'net_gmv_1h', 'gmv_after_refund']);

export function concernsOf(
  definitions: readonly MetricDefinition[],
  row: Pick<MetricRow, 'values' | 'compare'>,
  parts: Readonly<Record<string, Part | undefined>>,
): Concern[] {
  const concerns = definitions
    .flatMap((definition) => {
      const value = row.values[definition.id] ?? null;
      const before = row.compare?.[definition.id] ?? null;
      const move = relativeMove(value, before);
      if (value === null || before === null || move === null) return [];
      const judgement = judgementOf(changeOf(value, before, definition.unit), definition.better);
      const cases = parts[definition.id]?.denominator;
      if (judgement !== 'worse' || Math.abs(move) < moveMin) return [];
      if (cases !== undefined && (cases === null || cases < casesMin)) return [];
      return [{ metric: definition.id, value, before, move }];
    })
    .sort((a, b) => Math.abs(b.move) - Math.abs(a.move));
  const namesGmv = concerns.some(({ metric }) => metric === 'gmv');
  return concerns.filter(({ metric }) => !(namesGmv && sameAsGmv.has(metric))).slice(0, concernsMax);
}

export type Loss = {
  readonly id: string;
  readonly value: number;
  readonly before: number;
  readonly lost: number;
};

/** The members of a dimension that lost most of an additive metric, when each lost at least a tenth. */
export function lossesOf(rows: readonly MetricRow[], dimension: string, metric: string): Loss[] {
  return rows
    .flatMap((row) => {
      const id = row.dimensions[dimension];
      const before = row.compare?.[metric] ?? null;
      if (!id || before === null || before <= 0) return [];
      const value = row.values[metric] ?? 0;
      const lost = before - value;
      return lost / before >= moveMin ? [{ id, value, before, lost }] : [];
    })
    .sort((a, b) => b.lost - a.lost)
    .slice(0, 2);
}
