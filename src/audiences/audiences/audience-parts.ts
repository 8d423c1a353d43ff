import type { Forgotten } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { Columnar } from '#platform/columnar';
import type { Records } from '#platform/records';
import type { Asked } from '../rules/condition-kind.ts';
import type { Rules } from '../rules/open-rules.ts';
import type { PeopleOfAudience } from './people-of-audience.ts';

/** What the use cases and routes of audiences stand on. */
export type AudienceParts = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly forgotten: Forgotten;
  readonly rules: Rules;
  readonly peopleOf: PeopleOfAudience;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  readonly now: () => number;
};

/** A question of an organisation about its people as of now. */
export async function askedBy(
  { structureOf, now }: Pick<AudienceParts, 'structureOf' | 'now'>,
  organizationId: OrganizationId,
  signal?: AbortSignal,
): Promise<Asked> {
  const structure = await structureOf(organizationId);
  return { organizationId, structure, nowMs: now(), ...(signal ? { signal } : {}) };
}
