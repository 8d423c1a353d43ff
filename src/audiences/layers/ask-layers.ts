import { type OrganizationId, parseId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { addDays, dateOf, startOfDate } from '#kernel/time';
import type { Structure } from '#organisations';
import { type Driver, driversOf } from './drivers/drivers.ts';
import { readDrivers } from './drivers/drivers-store.ts';
import { type Cut, cutOf, holdersOf, type LayerView, layersOf, wholeOrganization } from './layer.ts';
import { buildDays, missingDays, type SnapshotParts } from './snapshots/keep-snapshots.ts';
import { keptDays } from './snapshots/snapshots-store.ts';

/** A question of the wire, made sure of: the holder is the organisation's, the days are not in the future. */
export type LayersAsked = {
  readonly structure: Structure;
  readonly organizationId: OrganizationId;
  readonly zone: string;
  readonly holder: string;
  readonly cut: Cut;
  readonly day: string;
  readonly compareDay: string;
  readonly today: string;
};

type Wire = {
  readonly view: LayerView;
  readonly periodDays: number;
  readonly brandId?: string | undefined;
  readonly shopId?: string | undefined;
  readonly day?: string | undefined;
  readonly compareDay?: string | undefined;
};

/** Days further back are not gathered: facts reach no further than a few years, and each day costs a reading of them. */
const daysBackMax = 800;

export async function understand(
  { structureOf, now }: Pick<SnapshotParts, 'structureOf' | 'now'>,
  organizationId: OrganizationId,
  wire: Wire,
): Promise<Result<LayersAsked, Refusal>> {
  const structure = await structureOf(organizationId);
  const { zone } = structure.organization;
  const today = dateOf(now(), zone);
  const day = wire.day ?? addDays(today, -1);
  const compareDay = wire.compareDay ?? addDays(day, -7);
  for (const [field, asked] of [
    ['day', day],
    ['compareDay', compareDay],
  ] as const) {
    if (asked > today) return refuse('unprocessable', 'The day has not come yet.', field);
    if (asked < addDays(today, -daysBackMax))
      return refuse('unprocessable', `The day is more than ${daysBackMax} days ago.`, field);
  }
  if (compareDay >= day) return refuse('unprocessable', 'must be before the day', 'compareDay');
  if (wire.brandId !== undefined && wire.shopId !== undefined)
    return refuse('unprocessable', 'Ask for a brand or for a shop.', 'shopId');
  const holder =
    wire.shopId !== undefined
      ? parseId('shop', wire.shopId)
      : wire.brandId !== undefined
        ? parseId('brand', wire.brandId)
        : wholeOrganization;
  if (holder === null || !holdersOf(structure).includes(holder))
    return refuse('not_found', 'There is no such brand or shop.', wire.shopId ? 'shopId' : 'brandId');
  const cut = cutOf(wire.view, wire.periodDays);
  return ok({ structure, organizationId, zone, holder, cut, day, compareDay, today });
}

/** Gathers those of the days that are missing, and answers when each was gathered. */
export async function makeSure(
  parts: SnapshotParts,
  {
    structure,
    organizationId,
    zone,
    holder,
  }: Pick<LayersAsked, 'structure' | 'organizationId' | 'zone' | 'holder'>,
  days: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const sorted = [...days].sort();
  const range = { from: sorted[0] ?? '', to: sorted.at(-1) ?? '' };
  const read = () => keptDays(parts.columnar, organizationId, holder, range);
  let kept = await read();
  const missing = missingDays(days, kept, zone, parts.now());
  if (missing.length > 0) {
    await buildDays(parts, structure, missing);
    kept = await read();
  }
  return new Map(kept.filter(({ day }) => days.includes(day)).map(({ day, builtMs }) => [day, builtMs]));
}

const purchases = new Set(['repeat', 'first_order', 'act', 'advocate']);

export type DriversAnswer = {
  readonly movers: number;
  readonly others: number;
  readonly drivers: readonly Driver[];
  readonly sql: string;
};

/** What reached those who went from one layer to another, beside those who could have gone and did not. */
export async function askDrivers(
  parts: SnapshotParts,
  asked: LayersAsked,
  move: { readonly from: string; readonly to: string },
  signal?: AbortSignal,
): Promise<Result<DriversAnswer, Refusal>> {
  for (const field of ['from', 'to'] as const)
    if (!layersOf[asked.cut.view].includes(move[field]))
      return refuse('unprocessable', 'is no layer of this view', field);
  if (move.from === move.to) return refuse('unprocessable', 'Nobody moves from a layer to itself.', 'to');
  await makeSure(parts, asked, [asked.day, asked.compareDay]);
  const found = await readDrivers(
    parts.columnar,
    asked.organizationId,
    {
      holder: asked.holder,
      cut: asked.cut,
      ...move,
      day: asked.day,
      before: asked.compareDay,
      fromMs: endOf(asked.compareDay, asked.zone),
      toMs: endOf(asked.day, asked.zone),
      isPurchase: purchases.has(move.to),
    },
    signal,
  );
  return ok({ movers: found.movers, others: found.others, drivers: driversOf(found), sql: found.sql });
}

function endOf(day: string, zone: string): number {
  const endMs = startOfDate(addDays(day, 1), zone);
  if (endMs === null) throw new Error(`${day} is no date.`);
  return endMs;
}
