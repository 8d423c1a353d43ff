/** Wire schemas of the metric layer; browser-safe. Money is in minor units; missing is null, never 0. */
import { z } from 'zod';

export const metricGrain = z.enum(['minute', 'hour', 'day', 'week', 'month', 'all']);
export const metricComparison = z.enum([
  'previous_period',
  'same_period_last_week',
  'same_period_last_year',
  'target',
  'peers',
]);
export const dimensionId = z.enum([
  'brand',
  'shop',
  'account',
  'carrier',
  'source',
  'account_type',
  'paid',
  'plan',
  'placement',
  'product',
  'sku',
  'category',
  'content',
  'room',
  'creator',
  'currency',
  'origin',
]);
/** The four axes of the touch; a sale has one value on each, and they are never mixed. */
export const touchAxes = ['carrier', 'source', 'account_type', 'paid'] as const;

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** Both ends are dates in the zone (the last one included) or instants (the end excluded). */
export const metricRange = z.strictObject({ from: z.string().max(40), to: z.string().max(40) });

/** The value `""` stands for "not known" or "none". Brand, shop, account and product take shown ids. */
export const metricFilter = z.strictObject({
  dimension: z.string().max(40),
  op: z.enum(['in', 'not_in']),
  values: z.array(z.string().max(200)).min(1).max(1000),
});
const filters = z.array(metricFilter).max(20).default([]);
const currency = z.string().regex(/^[A-Z]{3}$/);

export const metricQuery = z.strictObject({
  metrics: z.array(z.string().max(80)).min(1).max(40),
  dimensions: z.array(z.string().max(40)).max(3).default([]),
  filters,
  range: metricRange,
  grain: metricGrain.default('all'),
  compare: metricComparison.nullish(),
  /** Converts sums over several currencies at the pay day's rate. */
  currency: currency.optional(),
  /** `by` is a requested metric, a requested dimension or `time`. */
  order: z.strictObject({ by: z.string().max(80), direction: z.enum(['asc', 'desc']) }).optional(),
  limit: z.int().min(1).max(10_000).optional(),
  /** How many rows of the order are passed over, for the pages after the first; needs a limit. */
  offset: z.int().min(0).max(1_000_000).optional(),
});

const value = z.number().nullable();
export const metricUnit = z.enum(['money', 'count', 'people', 'share']);

export const metricRow = z.object({
  /** First day of the bucket (day, week, month), its first instant (hour, minute), null for grain `all`. */
  time: z.string().nullable(),
  /** Shown ids or plain values; null where it is not known or does not apply. */
  dimensions: z.record(z.string(), z.string().nullable()),
  values: z.record(z.string(), value),
  compare: z.record(z.string(), value).optional(),
});

export const sourceFreshness = z.object({
  /** Time of the latest fact that the number can contain; null when there is none yet. */
  latestAt: z.string().nullable(),
  /** First local day with a fact; before it values are null, not 0. */
  firstDay: z.string().nullable(),
  /** How long the oldest change of records has waited to become a fact, in ms. */
  lagMs: z.number().nullable(),
});

export const metricNote = z.object({
  code: z.string(),
  text: bilingual,
  metrics: z.array(z.string()).optional(),
});

export const restatement = z.object({
  metrics: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
  at: z.string(),
});

export const metricAnswer = z.object({
  rows: z.array(metricRow),
  meta: z.object({
    units: z.record(z.string(), metricUnit),
    /** By source: `orders`, `refunds`, `events`, `lives`, `ads`. */
    freshness: z.record(z.string(), sourceFreshness),
    /** The statement as it ran, with its parameters. */
    sql: z.string(),
    restated: z.array(restatement),
    /** Null when no money was asked for, or `currency` is one of the dimensions. */
    currency: z.string().nullable(),
    zone: z.string(),
    grain: metricGrain,
    /** The range as instants, the end excluded. */
    range: z.object({ from: z.string(), to: z.string() }),
    compare: z
      .object({ kind: metricComparison, range: z.object({ from: z.string(), to: z.string() }).nullable() })
      .nullable(),
    /** For each ratio, numerator and denominator of every row, in the order of `rows`. */
    parts: z.record(z.string(), z.array(z.object({ numerator: value, denominator: value }))),
    /** Names for shown ids, by dimension. */
    dimensionLabels: z.record(z.string(), z.record(z.string(), z.string())),
    notes: z.array(metricNote),
    /** Of an answer with a limit, how many rows there are in all; null without one, and past the last page. */
    total: z.int().nullable(),
    elapsedMs: z.number(),
  }),
});

export const metricDefinitionView = z.object({
  id: z.string(),
  names: bilingual,
  description: bilingual,
  formula: bilingual,
  unit: metricUnit,
  kind: z.enum(['simple', 'ratio', 'derived', 'cumulative', 'conversion']),
  timeBasis: bilingual,
  attribution: bilingual,
  entity: bilingual,
  /** Tables it is computed from. */
  sources: z.array(z.string()),
  caveat: bilingual,
  better: z.enum(['up', 'down', 'neither']),
  dimensions: z.array(z.string()),
  /** False: values of buckets or groups must not be added up (distinct people, ratios). */
  additive: z.boolean(),
  /** For ratios: the metrics it divides. */
  parts: z.object({ numerator: z.string(), denominator: z.string() }).nullable(),
  /** Which number of the dictionary it is; null for helpers. */
  dictionary: z.int().nullable(),
});
export const metricList = z.object({
  metrics: z.array(metricDefinitionView),
  dimensions: z.array(z.object({ id: z.string(), names: bilingual })),
});

export const metricRowsQuery = z.strictObject({
  metric: z.string().max(80),
  filters,
  range: metricRange,
  /** Which rows of a ratio: those it counts (default) or those it divides by. */
  part: z.enum(['numerator', 'denominator']).optional(),
  currency: currency.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(1000).default(50),
});

const cell = z.union([z.string(), z.number(), z.null()]);
export const metricRowsAnswer = z.object({
  /** `value` is what a row adds: the values of all rows sum to the number. */
  columns: z.array(
    z.object({
      id: z.string(),
      names: bilingual,
      unit: z.enum(['money', 'count', 'text', 'time', 'id']),
    }),
  ),
  rows: z.array(z.record(z.string(), cell)),
  nextCursor: z.string().nullable(),
  /** How many rows there are, and the sum of their `value`. */
  total: z.int(),
  sum: z.number(),
  currency: z.string().nullable(),
  dimensionLabels: z.record(z.string(), z.record(z.string(), z.string())),
});

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const metricTarget = z.strictObject({
  metric: z.string().max(80),
  /** Local month, YYYY-MM. */
  month,
  /** Null for the whole organisation. */
  brandId: z.string().max(60).nullish(),
  shopId: z.string().max(60).nullish(),
  /** Null removes the target. Money in minor units, shares as 0.1 for 10 %. */
  value: z.number().min(0).max(1e15).nullable(),
});
export const metricTargetsPut = z.strictObject({ targets: z.array(metricTarget).min(1).max(500) });
export const metricTargetView = z.object({
  metric: z.string(),
  month: z.string(),
  brandId: z.string().nullable(),
  shopId: z.string().nullable(),
  value: z.number(),
  updatedAt: z.string(),
});
export const metricTargetList = z.object({ targets: z.array(metricTargetView) });

const isoDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day), {
    error: 'must be a day of the calendar, such as 2026-11-27',
  });
/** One whole unit of `currency` was worth `rate` whole units of `base` on that local day. */
export const currencyRate = z.strictObject({
  day: isoDay,
  currency,
  base: currency,
  rate: z.number().min(1e-9).max(1e9),
});
export const currencyRatesPut = z.strictObject({ rates: z.array(currencyRate).min(1).max(1000) });
export const currencyRateList = z.object({ rates: z.array(currencyRate) });
export const currencyRatesOf = z.object({ currency: currency.optional(), base: currency.optional() });
export const rateDay = isoDay;

export type CurrencyRate = z.infer<typeof currencyRate>;
export type MetricGrain = z.infer<typeof metricGrain>;
export type MetricComparison = z.infer<typeof metricComparison>;
export type DimensionId = z.infer<typeof dimensionId>;
export type MetricFilter = z.infer<typeof metricFilter>;
export type MetricQuery = z.infer<typeof metricQuery>;
export type MetricUnit = z.infer<typeof metricUnit>;
export type MetricRow = z.infer<typeof metricRow>;
export type MetricNote = z.infer<typeof metricNote>;
export type MetricAnswer = z.infer<typeof metricAnswer>;
export type MetricDefinitionView = z.infer<typeof metricDefinitionView>;
export type MetricList = z.infer<typeof metricList>;
export type MetricRowsQuery = z.infer<typeof metricRowsQuery>;
export type MetricRowsAnswer = z.infer<typeof metricRowsAnswer>;
export type MetricTarget = z.infer<typeof metricTarget>;
export type MetricTargetView = z.infer<typeof metricTargetView>;
