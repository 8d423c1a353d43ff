import type { Bilingual, Computation, MetricDefinition, Source } from './definition.ts';

export const both = (zh: string, en: string): Bilingual => ({ zh, en });

type Shared = Pick<MetricDefinition, 'timeBasis' | 'attribution' | 'unit' | 'entity' | 'better'>;
type Caveat = Pick<MetricDefinition, 'caveat'>;
type Own = Pick<MetricDefinition, 'id' | 'names' | 'description' | 'formula' | 'computation'> &
  Partial<MetricDefinition>;

/**
 * Metrics that have most in common: each says only what is its own, and its caveat unless the family has one. It is
 * out of the dictionary unless it says its number.
 */
export function family(shared: Shared & Caveat): (own: Own) => MetricDefinition;
export function family(shared: Shared): (own: Own & Caveat) => MetricDefinition;
export function family(shared: Shared) {
  return (own: Own & Caveat): MetricDefinition => ({ dictionary: null, ...shared, ...own });
}

/** Σ of money in minor units. */
export const moneyOf = (source: Source, column: string, where?: string): Computation => ({
  kind: 'simple',
  measure: { source, aggregate: 'sum', column, money: true, ...given(where) },
});

/** Σ of what is no money. */
export const sumOf = (source: Source, column: string, where?: string): Computation => ({
  kind: 'simple',
  measure: { source, aggregate: 'sum', column, money: false, ...given(where) },
});

export const countOf = (source: Source, where?: string): Computation => ({
  kind: 'simple',
  measure: { source, aggregate: 'count', ...given(where) },
});

/** Each value of the column once, such as people. */
export const distinctOf = (source: Source, column: string, where?: string): Computation => ({
  kind: 'simple',
  measure: { source, aggregate: 'distinct', column, ...given(where) },
});

const given = (where: string | undefined) => (where === undefined ? {} : { where });

type Divided = Pick<MetricDefinition, 'formula' | 'computation'>;

/** Two metrics divided, and the formula that says so; `per` of the denominator count as one. */
export const ratioOf = (
  numerator: string,
  denominator: string,
  { kind = 'ratio', per }: { readonly kind?: 'ratio' | 'conversion'; readonly per?: number } = {},
): Divided => ({
  formula: per === undefined ? `${numerator} / ${denominator}` : `${per} × ${numerator} / ${denominator}`,
  computation: { kind, numerator, denominator, ...(per === undefined ? {} : { per }) },
});

/** The same where both count people: who went on to the next step. */
export const conversionOf = (numerator: string, denominator: string): Divided =>
  ratioOf(numerator, denominator, { kind: 'conversion' });
