import type { Records } from '#platform/records';

export function buyersAfter(
  records: Records,
  seq: number,
  limit: number,
): Promise<{ shopId: string; person: number; seq: number }[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('ad_shop_buyers')
      .select(['shop_id', 'person', 'seq'])
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ shopId: row.shop_id, person: row.person, seq: Number(row.seq) }));
  });
}
