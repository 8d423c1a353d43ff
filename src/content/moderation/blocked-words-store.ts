import type { OrganizationId } from '#kernel/ids';
import type { Trx } from '#platform/records';

export async function listBlockedWords(trx: Trx): Promise<string[]> {
  const rows = await trx.selectFrom('blocked_words').select('word').orderBy('word').execute();
  return rows.map(({ word }) => word);
}

/** Exactly these words from now on. */
export async function setBlockedWords(
  trx: Trx,
  organizationId: OrganizationId,
  words: readonly string[],
): Promise<void> {
  await trx.deleteFrom('blocked_words').execute();
  if (words.length === 0) return;
  await trx
    .insertInto('blocked_words')
    .values(words.map((word) => ({ organization_id: organizationId, word })))
    .execute();
}
