import type { TableName } from '#platform/columnar';
import type { DimensionId, MetricUnit } from '../contract.ts';

export type Bilingual = { readonly zh: string; readonly en: string };

/**
 * A table of facts seen on one time basis. Every fact carries its dimensions, so a metric never joins and
 * nothing can fan out. SQL texts here are written by us; values of callers only ever travel as parameters.
 */
export type Source = {
  readonly id: string;
  readonly table: TableName;
  /** What tells how fresh it is; several sources may read the same table. */
  readonly freshness: 'orders' | 'refunds' | 'events' | 'lives' | 'ads';
  /** The instant by which a fact falls into a bucket. */
  readonly at: string;
  /** The day in the sort key, which keeps a question from reading other days; at most one day off in UTC. */
  readonly day: string;
  /** Whether that day also lies before the end of the range; a refund comes any time after its payment. */
  readonly dayEnds: boolean;
  readonly person: string;
  /** Null where facts have no money. */
  readonly currency: string | null;
  /** The instant of payment, whose day's rate converts. */
  readonly rateAt: string | null;
  readonly dimensions: Readonly<Partial<Record<DimensionId, string>>>;
  /** What tells one fact from all others. */
  readonly key: string;
  /** Columns that name a fact, shown when a number is drilled to its rows. */
  readonly row: Readonly<Partial<Record<RowColumn, string>>>;
  /** What went before each fact; its columns can be used as if they were the fact's own. */
  readonly precedents?: readonly Precedent[];
  /** Which rows of the table are its facts, said where the others would be joined in vain. */
  readonly only?: string;
};

/**
 * The last earlier fact of another source that has the same keys: at most one for each fact, so nothing multiplies.
 * Told apart by canonical persons at the time of the question, so a merge counts for what was before it.
 */
export type Precedent = {
  /** The column that says whether there is one (1 or 0); also begins the names of its columns. */
  readonly name: string;
  readonly source: Source;
  /** Which facts of that source are looked for. */
  readonly where: string;
  /** Expressions over the fact and over what preceded it that must be equal; the organisation always is. */
  readonly same: readonly { readonly fact: string; readonly precedent: string }[];
  /** The instant of the fact before which it lies, whether that very instant counts too, and how long before; null for ever. */
  readonly at: string;
  readonly orThen: boolean;
  readonly withinMs: number | null;
  /** How long before the range it is looked for; more than `withinMs` where `at` is earlier than the bucket's instant. */
  readonly reachMs: number | null;
  /** Its columns that are kept, as `name_column`. */
  readonly columns: readonly string[];
};

export type RowColumn = 'order' | 'line' | 'refund' | 'event' | 'charge' | 'name' | 'person' | 'quantity';

type MeasureBase = {
  readonly source: Source;
  /** Narrows the facts further, in SQL over the source's columns. */
  readonly where?: string;
};
/** What can be counted of a source in one pass. */
export type Measure = MeasureBase &
  (
    | { readonly aggregate: 'sum'; readonly column: string; readonly money: boolean }
    | { readonly aggregate: 'count' }
    | { readonly aggregate: 'distinct'; readonly column: string }
    /** People whose first fact ever within a value of `column` falls into the bucket. */
    | { readonly aggregate: 'first'; readonly within: string }
    /** People of the bucket who also have a fact in the `days` before it. */
    | { readonly aggregate: 'returning'; readonly days: number }
    /** People with at least `min` distinct `column` in the `days` that end with the bucket. */
    | { readonly aggregate: 'window'; readonly days: number; readonly column: string; readonly min: number }
  );

export type Computation =
  | { readonly kind: 'simple' | 'cumulative'; readonly measure: Measure }
  | {
      readonly kind: 'derived';
      readonly terms: readonly { readonly metric: string; readonly factor: 1 | -1 }[];
    }
  | {
      readonly kind: 'ratio' | 'conversion';
      readonly numerator: string;
      readonly denominator: string;
      /** So many of the denominator count as one: 1,000 for what is earned of a thousand views. */
      readonly per?: number;
    }
  /** Share of a metric by the one touch axis among the dimensions. */
  | { readonly kind: 'ratio'; readonly shareOf: string };

export type MetricDefinition = {
  readonly id: string;
  /** Its number in the dictionary; null for metrics that others are made of. */
  readonly dictionary: number | null;
  readonly names: Bilingual;
  readonly description: Bilingual;
  readonly formula: string;
  readonly unit: MetricUnit;
  readonly timeBasis: string;
  readonly attribution: string;
  readonly entity: string;
  readonly caveat: Bilingual;
  readonly better: 'up' | 'down' | 'neither';
  readonly computation: Computation;
};
