import type { OrganizationId } from '#kernel/ids';
import { minorDigits } from '#kernel/money';
import type { Records } from '#platform/records';
import { type Conversion, rateKey } from '../compiling/sql-parts.ts';

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
      .limit(20_000)
      .execute(),
  );
  const factors = new Map<string, number>();
  for (const { day, currency, rate } of rows) {
    const scale = 10 ** (minorDigits(base) - minorDigits(currency));
    factors.set(rateKey(currency, day), Number(rate) * scale);
  }
  return { base, factors };
}
