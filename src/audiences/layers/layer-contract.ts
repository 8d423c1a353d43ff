/** Wire schemas of layers; browser-safe. */
import { z } from 'zod';
import { type IdKind, idPrefixes, parseId } from '#kernel/ids';
import { layerPeriods, layers, o5a } from '../rules/rule.ts';

const shownId = (kind: IdKind) =>
  z
    .string()
    .max(36)
    .refine((text) => parseId(kind, text) !== null, { error: `must be an id such as ${idPrefixes[kind]}_…` });
const views = ['layers', 'o5a'] as const;
const layerName = z.enum([...layers, ...o5a, 'silent']);

const asked = {
  view: z.enum(views).default('layers'),
  periodDays: z.coerce.number().pipe(z.literal(layerPeriods)).default(30),
  /** Of a brand or a shop; without both, of the whole organisation. */
  brandId: shownId('brand').optional(),
  shopId: shownId('shop').optional(),
  /** A local day of the organisation's zone; the last whole day where left out. */
  day: z.iso.date().optional(),
};
/** The day to compare with; seven days earlier where left out. */
const compareDay = z.iso.date().optional();

export const layersQuery = z.strictObject({ ...asked, compareDay });
export const layerTrendQuery = z.strictObject({
  ...asked,
  days: z.coerce.number().int().min(2).max(120).default(30),
});
export const layerDriversQuery = z.strictObject({ ...asked, compareDay, from: layerName, to: layerName });

const isoInstant = z.string();
const share = z.number().min(0).max(1);
const dayView = z.object({ day: z.string(), builtAt: isoInstant });

export const layersAnswer = z.object({
  view: z.enum(views),
  periodDays: z.number(),
  zone: z.string(),
  day: dayView.extend({
    /** False while the day still runs. */
    isWhole: z.boolean(),
  }),
  compareDay: dayView,
  /** From the closest layer to the farthest. */
  layers: z.array(z.object({ layer: layerName, people: z.number(), before: z.number() })),
  people: z.number(),
  peopleBefore: z.number(),
  flow: z.object({
    /** Null as `from` is newly known, null as `to` is no longer known. */
    moves: z.array(
      z.object({
        from: layerName.nullable(),
        to: layerName.nullable(),
        people: z.number(),
        rate: share.nullable(),
      }),
    ),
    deepened: z.object({ people: z.number(), of: z.number(), rate: share.nullable() }),
  }),
  /** What the data lacks for these layers, so that an empty one is not taken for nobody. */
  lacks: z.array(z.enum(['events', 'orders'])),
  sql: z.string(),
});
export type LayersAnswer = z.infer<typeof layersAnswer>;

export const layerTrendAnswer = z.object({
  /** Kept days only, oldest first. */
  days: z.array(z.object({ day: z.string(), layers: z.record(z.string(), z.number()) })),
  /** How many days are being gathered in the background; ask again for them. */
  pending: z.number(),
});
export type LayerTrendAnswer = z.infer<typeof layerTrendAnswer>;

export const layerDriversAnswer = z.object({
  movers: z.number(),
  /** Stood in `from` as well, and are not in `to`. */
  others: z.number(),
  moversMin: z.number(),
  drivers: z.array(
    z.object({
      kind: z.enum(['content', 'live', 'product_card', 'ad']),
      id: z.string(),
      /** As the records know it; null for what came from elsewhere with an id alone. */
      name: z.string().nullable(),
      /** Whose account or which creator it was by; null where events do not tell. */
      by: z.string().nullable(),
      movers: z.number(),
      others: z.number(),
      moverShare: share,
      otherShare: share,
      /** moverShare / otherShare with half a person added to each count, and its interval of 95 %. */
      lift: z.object({ ratio: z.number(), low: z.number(), high: z.number() }),
      isSure: z.boolean(),
    }),
  ),
  sql: z.string(),
});
export type LayerDriversAnswer = z.infer<typeof layerDriversAnswer>;
