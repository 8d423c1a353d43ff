import type { AudienceId, OrganizationId } from '#kernel/ids';
import { ok, type Refusal, type Result } from '#kernel/result';
import { BriefMemory } from '#platform/memory';
import type { PeopleSet } from '#platform/people-sets';
import type { AudienceParts } from '../audiences/audience-parts.ts';
import { findAudience } from '../audiences/audience-store.ts';
import { readSmallest } from '../audiences/settings-store.ts';
import type { Asked } from '../rules/condition-kind.ts';
import { partOf, readPart } from './facets-store.ts';
import { type Facet, type PortraitFacet, portraitOf } from './portrait.ts';
import { type PortraitDimension, portraitDimensions } from './portrait-contract.ts';

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

export type FacetOf = (asked: Asked, dimension: PortraitDimension) => Promise<Known>;
type Known = { readonly facet: Facet; readonly asOfMs: number };
type KnownPart = { readonly facets: readonly Facet[]; readonly asOfMs: number };

/**
 * Facets are of everybody and serve every audience, so they are kept for some minutes; each is some megabytes where
 * there are millions of people, so only those of few organisations at a time.
 */
const lifeMs = 300_000;
const partsMax = 40;

export function facetMemory({ columnar, now }: Pick<AudienceParts, 'columnar' | 'now'>): FacetOf {
  const memory = new BriefMemory<KnownPart>({ lifeMs, sizeMax: partsMax, now });
  // What is kept serves whoever asks next, so it does not end with the one who asked first.
  return async ({ signal: _, ...asked }, dimension) => {
    const part = partOf(dimension);
    const { facets, asOfMs } = await memory.get(`${asked.organizationId} ${part}`, async () => ({
      facets: await readPart(columnar, asked, part),
      asOfMs: asked.nowMs,
    }));
    const facet = facets.find((one) => one.dimension === dimension);
    if (!facet) throw new Error(`Nothing is read of ${dimension}.`);
    return { facet, asOfMs };
  };
}

/** An audience held against another one or everybody; refused where either is too small to be looked into. */
export async function askPortrait(
  { records, rules, peopleOf }: AudienceParts,
  facetOf: FacetOf,
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
  const facets = await Promise.all(portraitDimensions.map((dimension) => facetOf(asked, dimension)));
  return ok({
    audience,
    base,
    smallest,
    asOfMs: Math.min(asked.nowMs, ...facets.map(({ asOfMs }) => asOfMs)),
    dimensions: facets.map(({ facet }) => portraitOf(facet, audience.people, base.people, smallest)),
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
