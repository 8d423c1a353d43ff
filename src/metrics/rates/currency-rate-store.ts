import type { OrganizationId } from '#kernel/ids';
import { minorDigits } from '#kernel/money';
import type { Records, Trx } from '#platform/records';
import { type Conversion, rateKey } from '../compiling/sql-parts.ts';
import type { CurrencyRate } from '../contract.ts';

/** Rates of one base that a conversion knows; more than fifty years of days of one currency. */
const conversionRatesMax = 20_000;

/** Factors from minor units of each currency and day to minor units of `base`. A rate is per whole unit. */
export async function conversionTo(
  records: Records,
  organizationId: OrganizationId,
  base: string,
): Promise<Conversion> {
  const rows = await records.organization(organizationId, (trx) =>
    trx
      .selectFrom('currency_rates')
      .select(['day', 'currency', 'rate'])
      .where('base', '=', base)
      .orderBy('day', 'desc')
      .limit(conversionRatesMax)
      .execute(),
  );
  const factors = new Map<string, number>();
  for (const { day, currency, rate } of rows) {
    const scale = 10 ** (minorDigits(base) - minorDigits(currency));
    factors.set(rateKey(currency, day), Number(rate) * scale);
  }
  return { base, factors };
}

export type RatesWanted = {
  readonly currency?: string | undefined;
  readonly base?: string | undefined;
  /** The last rate of the page before: day, currency and base. */
  readonly after: readonly [string, string, string] | null;
  readonly limit: number;
};

/** Rates of the latest day first. */
export async function listRates(trx: Trx, wanted: RatesWanted): Promise<CurrencyRate[]> {
  const { currency, base, after, limit } = wanted;
  let query = trx.selectFrom('currency_rates').select(['day', 'currency', 'base', 'rate']);
  if (currency !== undefined) query = query.where('currency', '=', currency);
  if (base !== undefined) query = query.where('base', '=', base);
  if (after !== null) {
    const [day, ...pair] = after;
    query = query.where(({ and, eb, or, refTuple, tuple }) =>
      or([
        eb('day', '<', day),
        and([eb('day', '=', day), eb(refTuple('currency', 'base'), '>', tuple(...pair))]),
      ]),
    );
  }
  const rows = await query.orderBy('day', 'desc').orderBy('currency').orderBy('base').limit(limit).execute();
  return rows.map(shown);
}

/** Sets rates; one that is there for the same day and pair is replaced. */
export async function putRates(
  trx: Trx,
  organizationId: OrganizationId,
  rates: readonly CurrencyRate[],
): Promise<void> {
  await trx
    .insertInto('currency_rates')
    .values(rates.map((rate) => ({ organization_id: organizationId, ...rate })))
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'day', 'currency', 'base'])
        .doUpdateSet((eb) => ({ rate: eb.ref('excluded.rate') })),
    )
    .execute();
}

/** Takes the rates of a day away and answers what they were. */
export async function deleteRates(
  trx: Trx,
  day: string,
  { currency, base }: Pick<RatesWanted, 'currency' | 'base'>,
): Promise<CurrencyRate[]> {
  let query = trx.deleteFrom('currency_rates').where('day', '=', day);
  if (currency !== undefined) query = query.where('currency', '=', currency);
  if (base !== undefined) query = query.where('base', '=', base);
  const rows = await query.returning(['day', 'currency', 'base', 'rate']).execute();
  return rows.map(shown);
}

const shown = (row: { day: string; currency: string; base: string; rate: string }): CurrencyRate => ({
  ...row,
  rate: Number(row.rate),
});
