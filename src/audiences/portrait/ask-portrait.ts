import type { AudienceId, OrganizationId } from '#kernel/ids';
import { ok, type Refusal, type Result } from '#kernel/result';
import { BriefMemory } from '#platform/memory';
import type { PeopleSet } from '#platform/people-sets';
import type { AudienceParts } from '../audiences/audience-parts.ts';
import { findAudience } from '../audiences/audience-store.ts';
import { readSmallest } from '../audiences/settings-store.ts';
import type { Asked } from '../rules/condition-kind.ts';
import { gatherFacets } from './keep-facets.ts';
import { type CountedFacets, countKeptFacets, type KnownFacets } from './kept-facets-store.ts';
import { countFacet, type PortraitFacet, portraitOf } from './portrait.ts';

export type Group = {
  readonly id: AudienceId | null;
  readonly name: string | null;
  readonly people: PeopleSet;
};

export type Portrait = {
  readonly audience: Group;
  readonly base: Group;
  readonly smallest: number;
  readonly asOfMs: number;
  readonly dimensions: readonly PortraitFacet[];
};

/** What is counted of an audience and a base by each dimension. */
export type CountFacets = (
  asked: Asked,
  groups: { readonly audience: PeopleSet; readonly base: PeopleSet },
) => Promise<CountedFacets>;

/**
 * Facets are of everybody and serve every audience, so they are kept for some minutes; each is some megabytes where
 * there are many people, so only those of few organisations at a time.
 */
const lifeMs = 300_000;
const organizationsMax = 7;
/** What a job keeps in the store of large organisations is shown so long; where nothing changes it is a day old. */
const keptMs = 26 * 3_600_000;

export function facetCounts({ columnar, now }: Pick<AudienceParts, 'columnar' | 'now'>): CountFacets {
  const memory = new BriefMemory<KnownFacets>({ lifeMs, sizeMax: organizationsMax, now });
  return async ({ signal, ...asked }, { audience, base }) => {
    const since = { sinceMs: asked.nowMs - keptMs, signal };
    const kept = await countKeptFacets(columnar, asked.organizationId, { audience, base }, since);
    if (kept) return kept;
    // What is remembered serves whoever asks next, so it does not end with the one who asked first.
    const { facets, asOfMs } = await memory.get(asked.organizationId, () => gatherFacets(columnar, asked));
    return { asOfMs, facets: facets.map((facet) => countFacet(facet, audience, base)) };
  };
}

/** An audience held against another one or everybody; refused where either is too small to be looked into. */
export async function askPortrait(
  { records, rules, peopleOf }: AudienceParts,
  countFacets: CountFacets,
  asked: Asked,
  { audienceId, baseId }: { readonly audienceId: AudienceId; readonly baseId: AudienceId | null },
): Promise<Result<Portrait, Refusal>> {
  const { organizationId } = asked;
  const nameOf = (id: AudienceId) => audienceNameOf(records, organizationId, id);
  const audience = {
    id: audienceId,
    name: await nameOf(audienceId),
    people: await peopleOf(asked, audienceId),
  };
  const base =
    baseId === null
      ? { id: null, name: null, people: await rules.everyone(asked) }
      : { id: baseId, name: await nameOf(baseId), people: await peopleOf(asked, baseId) };
  const smallest = await records.organization(organizationId, readSmallest);
  for (const [field, { people }] of [
    ['audience', audience],
    ['base', base],
  ] as const)
    if (people.size < smallest)
      return {
        ok: false,
        refusal: {
          code: 'audience_too_small',
          detail: `Fewer than ${smallest} people: too few to be looked into.`,
          field,
          reason: 'audience_too_small',
          values: { smallest },
        },
      };
  const groups = { audience: audience.people, base: base.people };
  const { facets, asOfMs } = await countFacets(asked, groups);
  return ok({
    audience,
    base,
    smallest,
    asOfMs: Math.min(asked.nowMs, asOfMs),
    dimensions: facets.map((facet) => portraitOf(facet, smallest)),
  });
}

async function audienceNameOf(
  records: AudienceParts['records'],
  organizationId: OrganizationId,
  id: AudienceId,
): Promise<string | null> {
  const row = await records.organization(organizationId, (trx) => findAudience(trx, id));
  return row?.name ?? null;
}
