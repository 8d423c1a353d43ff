import { nilUuid } from '#kernel/ids';
import { addDays, startOfDate } from '#kernel/time';
import type { Structure } from '#organisations';
import { layerPeriods, layers, o5a } from '../rules/rule.ts';

/** Layers 人群分层 and O-5A beside them; each puts every known person into exactly one. */
export const layerViews = ['layers', 'o5a'] as const;
export type LayerView = (typeof layerViews)[number];

/** Of O-5A only: known, but silent for the ninety days that it looks back. */
export const silent = 'silent';

/** The layers of a view from the farthest to the closest, which is the order in which somebody rises. */
export const layersOf: Readonly<Record<LayerView, readonly string[]>> = {
  layers: [...layers].reverse(),
  o5a: [silent, ...o5a],
};

/** O-5A looks back over the same days whatever the period. */
export const o5aDays = 90;

/** Which people a snapshot tells apart: a view and its period. */
export type Cut = { readonly view: LayerView; readonly periodDays: number };
export const cuts: readonly Cut[] = [
  ...layerPeriods.map((periodDays): Cut => ({ view: 'layers', periodDays })),
  { view: 'o5a', periodDays: o5aDays },
];
export const cutOf = (view: LayerView, periodDays: number): Cut =>
  view === 'o5a' ? { view, periodDays: o5aDays } : { view, periodDays };

/** Whom the people are known to: a brand, a shop, or the nil id for the whole organisation. */
export const wholeOrganization = nilUuid;

export function holdersOf(structure: Structure): string[] {
  return [wholeOrganization, ...structure.brands.map(({ id }) => id), ...structure.shops.map(({ id }) => id)];
}

/** Where the looks back from the end of a local day begin, in epoch milliseconds. All are half-open at `endMs`. */
export type Reach = {
  readonly endMs: number;
  readonly monthMs: number;
  readonly quarterMs: number;
  readonly yearMs: number;
  /** Of each period: its first instant, and that of the 365 days before it. */
  readonly periods: readonly { readonly days: number; readonly fromMs: number; readonly beforeMs: number }[];
};

export function reachOf(day: string, zone: string): Reach {
  const back = (days: number) => startOf(addDays(day, 1 - days), zone);
  return {
    endMs: back(0),
    monthMs: back(30),
    quarterMs: back(o5aDays),
    yearMs: back(365),
    periods: layerPeriods.map((days) => ({ days, fromMs: back(days), beforeMs: back(days + 365) })),
  };
}

function startOf(day: string, zone: string): number {
  const startMs = startOfDate(day, zone);
  if (startMs === null) throw new Error(`${day} is no date.`);
  return startMs;
}
