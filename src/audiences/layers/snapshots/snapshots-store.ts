import type { Forgotten } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { PeopleSet } from '#platform/people-sets';
import { rowsWithout } from '../../forgetting/rows-without.ts';
import type { GatheredLayer } from '../facts/layer-facts-store.ts';
import { type Cut, cuts, layersOf } from '../layer.ts';

/** What `peopleState` answers for nobody. */
const nobody = 'AAA=';

/** An insert of this size is one block, so all of it is there or nothing. */
const insertBytesMax = 16 * 1024 * 1024;

export type BuiltDay = {
  readonly day: string;
  readonly holders: readonly string[];
  readonly builtMs: number;
  readonly facts: bigint;
};

/** How many stand in a layer of a holder, and who, as `peopleState` answers. */
export type Standing = { readonly persons: number; readonly people: string };
export type StandingOf = (cut: Cut, layer: string) => Standing | undefined;

/** Where the people of each holder stand, of rows that were gathered. */
export function standingsOf(gathered: readonly GatheredLayer[]): (holder: string) => StandingOf {
  const found = new Map(gathered.map((row) => [keyOf(row.holder, row.view, row.period, row.layer), row]));
  return (holder) => (cut, layer) => found.get(keyOf(holder, cut.view, cut.periodDays, layer));
}

/**
 * Writes a day whole: every layer of every cut for every holder. The rows of a holder are in one insert, so nobody
 * reads half of a day; of two that gathered it at once the later start wins. The whole organisation comes last: once
 * its rows are there, so are all others. Nobody who was erased is in them, whatever the facts tell.
 */
export async function writeDay(
  { columnar, forgotten }: { readonly columnar: Columnar; readonly forgotten: Forgotten },
  organizationId: OrganizationId,
  built: BuiltDay,
  standingOf: (holder: string) => StandingOf | Promise<StandingOf>,
): Promise<void> {
  let rows: ReturnType<typeof rowsOf> = [];
  let bytes = 0;
  let batch = 0;
  const flush = async () => {
    const token = `layers ${organizationId} ${built.day} ${built.builtMs} ${batch++}`;
    await forgotten.keeping((gone) => columnar.insert('layer_snapshots', rowsWithout(rows, gone), token));
    rows = [];
    bytes = 0;
  };
  for (const holder of built.holders.toReversed()) {
    const own = rowsOf(organizationId, built, holder, await standingOf(holder));
    const size = own.reduce((sum, { people }) => sum + people.length, 0);
    if (bytes + size > insertBytesMax && rows.length > 0) await flush();
    rows.push(...own);
    bytes += size;
  }
  if (rows.length > 0) await flush();
}

const keyOf = (holder: string, view: string, periodDays: number, layer: string) =>
  `${holder} ${view} ${periodDays} ${layer}`;

function rowsOf(
  organizationId: OrganizationId,
  { day, builtMs, facts }: BuiltDay,
  holder: string,
  standingOf: StandingOf,
) {
  return cuts.flatMap((cut) =>
    layersOf[cut.view].map((layer) => {
      const row = standingOf(cut, layer);
      return {
        organization_id: organizationId,
        holder_id: holder,
        view: cut.view,
        period_days: cut.periodDays,
        day,
        layer,
        version: builtMs,
        built_at: new Date(builtMs).toISOString(),
        facts: facts.toString(),
        persons: row?.persons ?? 0,
        people: row?.people ?? nobody,
      };
    }),
  );
}

/**
 * Where the people of a holder stand on a day, of all cuts; null unless all of it is kept as it was gathered at this
 * instant.
 */
export async function readDay(
  columnar: Columnar,
  organizationId: OrganizationId,
  holder: string,
  { day, builtMs }: Pick<KeptDay, 'day' | 'builtMs'>,
): Promise<StandingOf | null> {
  const { rows } = await columnar.query<Standing & { view: string; period: number; layer: string }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT view, period_days AS period, layer, persons, people FROM $layer_snapshots
        WHERE holder_id = {holder:UUID} AND day = {day:Date} AND version = {version:UInt64}`,
      params: { holder, day, version: builtMs },
    },
  );
  const found = new Map(rows.map((row) => [keyOf(holder, row.view, row.period, row.layer), row]));
  const isWhole = cuts.every(({ view, periodDays }) =>
    layersOf[view].every((layer) => found.has(keyOf(holder, view, periodDays, layer))),
  );
  return isWhole ? (cut, layer) => found.get(keyOf(holder, cut.view, cut.periodDays, layer)) : null;
}

export type KeptDay = { readonly day: string; readonly builtMs: number; readonly facts: bigint };

/** The days that are kept of one holder, from the first to the last asked. */
export async function keptDays(
  columnar: Columnar,
  organizationId: OrganizationId,
  holder: string,
  range: { readonly from: string; readonly to: string },
): Promise<readonly KeptDay[]> {
  const { rows } = await columnar.query<{ date: string; built: number; print: string }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT toString(day) AS date, toUnixTimestamp64Milli(max(built_at)) AS built, toString(any(facts)) AS print
        FROM $layer_snapshots WHERE holder_id = {holder:UUID} AND day >= {from:Date} AND day <= {to:Date}
        GROUP BY day ORDER BY day`,
      params: { holder, ...range },
    },
  );
  return rows.map(({ date, built, print }) => ({ day: date, builtMs: built, facts: BigInt(print) }));
}

export type LayerCount = {
  readonly date: string;
  readonly layer: string;
  readonly persons: number;
  readonly built: number;
};

/** How many stood in each layer on each kept day. */
export async function countLayers(
  columnar: Columnar,
  organizationId: OrganizationId,
  holder: string,
  cut: Cut,
  range: { readonly from: string; readonly to: string },
): Promise<readonly LayerCount[]> {
  const { rows } = await columnar.query<LayerCount>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT toString(day) AS date, layer, persons, toUnixTimestamp64Milli(built_at) AS built
        FROM $layer_snapshots WHERE holder_id = {holder:UUID} AND view = {view:String}
          AND period_days = {period:UInt16} AND day >= {from:Date} AND day <= {to:Date}
        ORDER BY day, layer`,
      params: { holder, view: cut.view, period: cut.periodDays, ...range },
    },
  );
  return rows;
}

/** The people of each layer of one day; empty where the day is not kept. */
export async function readLayers(
  columnar: Columnar,
  organizationId: OrganizationId,
  holder: string,
  cut: Cut,
  day: string,
): Promise<ReadonlyMap<string, PeopleSet>> {
  const { rows } = await columnar.query<{ layer: string; people: string }>(
    { kind: 'organization', organizationId },
    {
      sql: `SELECT layer, people FROM $layer_snapshots WHERE holder_id = {holder:UUID} AND view = {view:String}
          AND period_days = {period:UInt16} AND day = {day:Date}`,
      params: { holder, view: cut.view, period: cut.periodDays, day },
    },
  );
  return new Map(rows.map(({ layer, people }) => [layer, PeopleSet.fromState(people)]));
}
