import { marketNamespace } from '#events';
import type { OrganizationId } from '#kernel/ids';
import { dateOf } from '#kernel/time';
import type { Columnar } from '#platform/columnar';
import type { Jobs } from '#platform/jobs';
import { type AudienceParts, askedBy } from '../audiences/audience-parts.ts';
import { hasAudiences } from '../audiences/audience-store.ts';
import { pulseOfFacts } from '../layers/facts/layer-facts-store.ts';
import type { Asked } from '../rules/condition-kind.ts';
import { facetParts, readPart } from './facets-store.ts';
import { facetsKeptAsOf, type KnownFacets, writeFacets } from './kept-facets-store.ts';
import { portraitDimensions } from './portrait-contract.ts';

export type KeepParts = Pick<AudienceParts, 'records' | 'columnar' | 'forgotten' | 'structureOf' | 'now'>;

export const keepPortraitsQueue = 'keep-portraits';
/** Fewer facts are read in about a second while somebody waits; that shows people as they are now. */
const factsMin = 1_000_000;
/** What is kept is read anew this seldom: over ten million people it takes half a minute of a core. */
const renewedMs = 3_600_000;

/** The values of all dimensions, read from the facts. */
export async function gatherFacets(columnar: Columnar, asked: Asked): Promise<KnownFacets> {
  const parts = await Promise.all(facetParts.map((part) => readPart(columnar, asked, part)));
  const facets = new Map(parts.flat().map((facet) => [facet.dimension, facet]));
  return {
    asOfMs: asked.nowMs,
    facets: portraitDimensions.map((dimension) => {
      const facet = facets.get(dimension);
      if (!facet) throw new Error(`Nothing is read of ${dimension}.`);
      return facet;
    }),
  };
}

/** Reads an organisation's values anew and keeps them. */
export async function keepFacets(parts: KeepParts, organizationId: OrganizationId): Promise<void> {
  const facets = await gatherFacets(parts.columnar, await askedBy(parts, organizationId));
  await writeFacets(parts, organizationId, facets);
}

/** What organisations were like when they were last read; another process reads once more for nothing. */
export type Seen = Map<OrganizationId, string>;

/**
 * The organisations with many facts and any audience: where anything changed, or a day began, what is kept of them is
 * read anew once it is an hour old. Answers those that were read; others are read while somebody waits.
 */
export async function keepWhereChanged(
  parts: KeepParts & { readonly onError: (error: unknown) => void },
  seen: Seen,
  least = factsMin,
): Promise<OrganizationId[]> {
  const read: OrganizationId[] = [];
  for (const [organizationId, { facts, pulse, said }] of await pulseOfFacts(parts.columnar)) {
    if (organizationId === marketNamespace || facts < least) continue;
    try {
      if (!(await parts.records.organization(organizationId, hasAudiences))) continue;
      const { zone } = (await parts.structureOf(organizationId)).organization;
      const now = `${dateOf(parts.now(), zone)} ${pulse} ${said}`;
      const keptMs = await facetsKeptAsOf(parts.columnar, organizationId);
      if (keptMs !== null && (parts.now() - keptMs < renewedMs || seen.get(organizationId) === now)) continue;
      await keepFacets(parts, organizationId);
      seen.set(organizationId, now);
      read.push(organizationId);
    } catch (error) {
      // The others are kept all the same; this one is tried again with the next look.
      parts.onError(error);
    }
  }
  return read;
}

export async function workFacets(parts: Parameters<typeof keepWhereChanged>[0], jobs: Jobs): Promise<void> {
  const seen: Seen = new Map();
  await jobs.work(keepPortraitsQueue, { retriesMax: 1, expireSeconds: 3_600 }, async () => {
    await keepWhereChanged(parts, seen);
  });
  await jobs.schedule(keepPortraitsQueue, '5-59/10 * * * *');
}
