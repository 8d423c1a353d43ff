import { type Refusal, type Result, refuse } from '#kernel/result';
import type { Structure } from '#organisations';
import { type Question, rowsMax } from '../asking/resolve-query.ts';
import { isMoney, type Registry } from '../definitions/registry.ts';
import type { FactRow } from './facts-store.ts';

export const tooManyRows = () =>
  refuse(
    'too_many_rows',
    `More than ${rowsMax} rows: ask for a shorter range, a coarser grain, fewer dimensions, or an order and a limit.`,
    'grain',
  );

/** What somebody does about amounts that cannot be added up. */
export const severalCurrenciesWay =
  'give a currency to convert to (exchange rates are set by PUT /api/metrics/rates, or under Settings, Exchange rates)';

/** The one currency of the money in these rows; several are refused unless they are told apart or converted. */
export function currencyOf(
  question: Question,
  registry: Registry,
  rows: readonly FactRow[],
  wanted: string | undefined,
  structure: Structure,
): Result<string | null, Refusal<'several_currencies'>> {
  if (!question.metrics.some((id) => isMoney(registry, id))) return { ok: true, value: null };
  if (wanted) return { ok: true, value: wanted };
  if (question.dimensions.includes('currency')) return { ok: true, value: null };
  const found = [...new Set(rows.flatMap((row) => row.currencies))].sort();
  if (found.length > 1) {
    return refuse(
      'several_currencies',
      `The amounts are in ${found.join(', ')}: ${severalCurrenciesWay}, or split by currency.`,
      'currency',
    );
  }
  return { ok: true, value: found[0] ?? structure.organization.currency };
}
