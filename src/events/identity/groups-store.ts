import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { Forgotten } from '../forgotten/forgotten-store.ts';

export type SaidOfGroup = {
  readonly groupId: string;
  readonly person: number;
  readonly atMs: number;
  readonly traits: Readonly<Record<string, unknown>>;
};

/** Keeps what group calls said of groups and who is in them, but for who was erased. */
export async function keepGroups(
  { records, forgotten }: { readonly records: Records; readonly forgotten: Forgotten },
  organizationId: OrganizationId,
  said: readonly SaidOfGroup[],
): Promise<void> {
  const inOrder = [...said].sort((a, b) =>
    a.groupId < b.groupId ? -1 : a.groupId > b.groupId ? 1 : a.atMs - b.atMs,
  );
  await records.organization(organizationId, async (trx) => {
    const gone = await forgotten.whileWriting(trx);
    for (const { groupId, person, atMs, traits } of inOrder) {
      const at = new Date(atMs).toISOString();
      await sql`
        INSERT INTO event_groups AS old (organization_id, group_id, traits, updated_at)
        VALUES (${organizationId}, ${groupId}, ${JSON.stringify(traits)}::jsonb, ${at}::timestamptz)
        ON CONFLICT (organization_id, group_id) DO UPDATE SET
          traits = CASE WHEN EXCLUDED.updated_at >= old.updated_at
            THEN old.traits || EXCLUDED.traits ELSE EXCLUDED.traits || old.traits END,
          updated_at = greatest(old.updated_at, EXCLUDED.updated_at)`.execute(trx);
      if (gone.has(person)) continue;
      await sql`
        INSERT INTO event_group_members (organization_id, group_id, person, joined_at)
        VALUES (${organizationId}, ${groupId}, ${person}, ${at}::timestamptz)
        ON CONFLICT DO NOTHING`.execute(trx);
    }
  });
}
