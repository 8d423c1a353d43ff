import type { Records } from '#platform/records';

/** How many other organisations must stand behind a market number. */
export async function readPeersMin(records: Records): Promise<number> {
  const market = await records.market((trx) =>
    trx.selectFrom('market').select('peers_min').executeTakeFirst(),
  );
  return market?.peers_min ?? 5;
}
