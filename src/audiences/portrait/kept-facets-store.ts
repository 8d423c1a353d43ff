import type { Forgotten } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { PeopleSet, peopleFromText } from '#platform/people-sets';
import { rowsWithout } from '../forgetting/rows-without.ts';
import { isRanked } from './facets-store.ts';
import type { Facet, FacetCounts, Shared } from './portrait.ts';
import { type PortraitDimension, portraitDimensions } from './portrait-contract.ts';

/** Who has which value of each dimension, of everybody of an organisation as of one moment in epoch milliseconds. */
export type KnownFacets = { readonly facets: readonly Facet[]; readonly asOfMs: number };
export type CountedFacets = { readonly facets: readonly FacetCounts[]; readonly asOfMs: number };

/** An insert of this size is one block. */
const insertBytesMax = 16 * 1024 * 1024;
/** Under this value stands everybody of whom the dimension is known. */
const everyValue = '';

type Version = { readonly slot: number; readonly version: number; readonly rows: number };

/** The versions that were written to their end, the newest first. */
async function versionsOf(columnar: Columnar, organizationId: OrganizationId): Promise<readonly Version[]> {
  const { rows } = await columnar.query<Version>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT slot, version, place AS rows FROM $portrait_values WHERE dimension = '' ORDER BY version DESC`,
    },
  );
  return rows;
}

/** The moment as of which an organisation's values are kept, in epoch milliseconds; null where they are not. */
export async function facetsKeptAsOf(
  columnar: Columnar,
  organizationId: OrganizationId,
): Promise<number | null> {
  const [newest] = await versionsOf(columnar, organizationId);
  return newest?.version ?? null;
}

/**
 * What is counted of an audience and a base by the values as of the newest moment that is kept; null where there is
 * none, or none as late as `sinceMs`. Counted where they are kept: only numbers travel, and no server holds the sets.
 */
export async function countKeptFacets(
  columnar: Columnar,
  organizationId: OrganizationId,
  { audience, base }: { readonly audience: PeopleSet; readonly base: PeopleSet },
  { sinceMs, signal }: { readonly sinceMs: number; readonly signal?: AbortSignal | undefined },
): Promise<CountedFacets | null> {
  const [newest] = await versionsOf(columnar, organizationId);
  if (!newest || newest.version < sinceMs) return null;
  const { rows } = await columnar.query<
    { dimension: PortraitDimension; value: string; place: number } & Shared
  >(
    { kind: 'organization', organizationId },
    {
      sql: `WITH ${peopleFromText('{audience:String}')} AS of_audience, ${peopleFromText('{base:String}')} AS of_base,
          ${peopleFromText('{both:String}')} AS of_both
        SELECT dimension, value, place, bitmapAndCardinality(people, of_audience) AS audience,
          bitmapAndCardinality(people, of_base) AS base, bitmapAndCardinality(people, of_both) AS both
        FROM (SELECT dimension, value, place, ${peopleFromText('people')} AS people FROM $portrait_values
          WHERE slot = {slot:UInt8} AND version = {version:UInt64} AND dimension != '')`,
      params: {
        slot: newest.slot,
        version: newest.version,
        audience: audience.toState(),
        base: base.toState(),
        both: audience.and(base).toState(),
      },
      ...(signal ? { signal } : {}),
    },
  );
  // Another process writes into the same slot: then nothing is kept as of one moment.
  if (rows.length !== newest.rows) return null;
  const inOrder = rows.toSorted((one, other) => one.place - other.place);
  const facets = portraitDimensions.map((dimension): FacetCounts => {
    const own = inOrder.filter((row) => row.dimension === dimension);
    const known = own.find(({ value }) => value === everyValue);
    if (!known) throw new Error(`Of whom ${dimension} is known was not kept.`);
    const values = own.filter(({ value }) => value !== everyValue);
    return {
      dimension,
      known: shared(known),
      values: new Map(values.map((row) => [row.value, shared(row)])),
      isRanked: isRanked(dimension),
    };
  });
  return { facets, asOfMs: newest.version };
}

const shared = ({ audience, base, both }: Shared): Shared => ({ audience, base, both });

/**
 * Keeps the values as of a moment, beside those of the moment before, which are read until these are all there. Nobody
 * who was erased is in them.
 */
export async function writeFacets(
  { columnar, forgotten }: { readonly columnar: Columnar; readonly forgotten: Forgotten },
  organizationId: OrganizationId,
  { facets, asOfMs }: KnownFacets,
): Promise<void> {
  const [newest] = await versionsOf(columnar, organizationId);
  const slot = newest?.slot === 0 ? 1 : 0;
  const writtenMs = Math.max(Date.now(), asOfMs);
  const row = (dimension: string, value: string, place: number, people: PeopleSet) => ({
    organization_id: organizationId,
    slot,
    dimension,
    value,
    place,
    version: asOfMs,
    written: writtenMs,
    written_at: Math.floor(writtenMs / 1_000),
    people: people.toState(),
  });
  const token = (part: number | 'end') => `portrait ${organizationId} ${slot} ${asOfMs} ${writtenMs} ${part}`;
  let [rows, bytes, batch, written] = [[] as ReturnType<typeof row>[], 0, 0, 0];
  const flush = async () => {
    const name = token(batch++);
    await forgotten.keeping((gone) => columnar.insert('portrait_values', rowsWithout(rows, gone), name));
    [rows, bytes] = [[], 0];
  };
  for (const { dimension, values, known } of facets) {
    for (const [place, [value, people]] of [[everyValue, known] as const, ...values].entries()) {
      const one = row(dimension, value, place, people);
      if (bytes + one.people.length > insertBytesMax && rows.length > 0) await flush();
      rows.push(one);
      bytes += one.people.length;
      written++;
    }
  }
  await flush();
  await columnar.insert('portrait_values', [row('', '', written, PeopleSet.none)], token('end'));
}
