import type { Forgotten } from '#events';
import type { AudienceId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { RefusalError } from '#platform/http';
import { BriefMemory } from '#platform/memory';
import type { PeopleSet } from '#platform/people-sets';
import type { Records } from '#platform/records';
import type { Asked } from '../rules/condition-kind.ts';
import { withMerges } from '../rules/merged-people-store.ts';
import type { Rules } from '../rules/open-rules.ts';
import { findAudience, readKeptPeople } from './audience-store.ts';

/** The people of an audience of this organisation; refused with `not_found` where it has no such one. */
export type PeopleOfAudience = (asked: Asked, audienceId: AudienceId) => Promise<PeopleSet>;

/** Merges among people who were kept are looked for this seldom. */
const lifeMs = 10_000;
/** Kept sets that stay in memory; the largest take some megabytes each. */
const sizeMax = 50;

/** Of a live audience by its rule, of others as they were kept, with people merged since as who they are now; nobody who was erased. */
export function peopleOfAudience(parts: {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly forgotten: Forgotten;
  readonly rules: Rules;
}): PeopleOfAudience {
  const kept = new BriefMemory<PeopleSet | null>({ lifeMs, sizeMax });
  return async (asked, audienceId) => {
    const within = <Value>(work: Parameters<typeof parts.records.organization<Value>>[1]) =>
      parts.records.organization(asked.organizationId, work);
    const audience = await within((trx) => findAudience(trx, audienceId));
    if (!audience) throw new RefusalError({ code: 'not_found', detail: 'There is no such audience.' });
    if (audience.kind === 'live' && audience.rule) return parts.rules.people(asked, audience.rule);
    const people = await kept.get(`${asked.organizationId} ${audienceId}`, async () => {
      const set = await within((trx) => readKeptPeople(trx, audienceId));
      return set && withMerges(parts.columnar, set);
    });
    if (!people) throw new Error('A frozen audience keeps no people.');
    // Whoever was kept may turn out to be somebody who was erased.
    return people.without(await parts.forgotten.people());
  };
}
