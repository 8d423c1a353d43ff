import { sql } from 'kysely';
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

/** Whoever turns out to be another person has bought where that one bought. */
export async function shareBuyers(
  records: Records,
  merges: readonly { readonly person: number; readonly canonical: number }[],
): Promise<void> {
  if (merges.length === 0) return;
  await records.market((trx) =>
    sql`INSERT INTO ad_shop_buyers (shop_id, person, organization_id)
      SELECT DISTINCT b.shop_id, m.canonical, b.organization_id
      FROM unnest(${merges.map(({ person }) => person)}::int[], ${merges.map(({ canonical }) => canonical)}::int[])
        AS m (person, canonical) JOIN ad_shop_buyers b ON b.person = m.person
      WHERE NOT EXISTS (SELECT FROM ad_shop_buyers k WHERE k.shop_id = b.shop_id AND k.person = m.canonical)
      ON CONFLICT DO NOTHING`.execute(trx),
  );
}
