/** Wire schemas of portraits; browser-safe. */
import { z } from 'zod';
import { type IdKind, idPrefixes, parseId } from '#kernel/ids';
import { personAttributes } from '../rules/rule.ts';

const shownId = (kind: IdKind) =>
  z
    .string()
    .max(36)
    .refine((text) => parseId(kind, text) !== null, { error: `must be an id such as ${idPrefixes[kind]}_…` });

/** 性别, 出生年代, 城市线级, 消费水平, 八大人群, 类目偏好, 价格带, 内容偏好, 活跃时段. */
export const portraitDimensions = [
  ...personAttributes,
  'category',
  'price_band',
  'content_taste',
  'active_hour',
] as const;
export type PortraitDimension = (typeof portraitDimensions)[number];

export const portraitQuery = z.strictObject({
  audience: shownId('audience'),
  /** What the audience is held against: another audience, or everybody known where left out. */
  base: shownId('audience').optional(),
});

const count = z.int();
const share = z.number().min(0).max(1).nullable();
const group = z.object({ id: z.string().nullable(), name: z.string().nullable(), people: count });

export const portraitView = z.object({
  audience: group,
  /** Id and name are null for everybody known. */
  base: group,
  /** In both. */
  shared: count,
  /** Fewer people than this are not looked into. */
  smallest: count,
  asOf: z.iso.datetime(),
  currency: z.string(),
  /** Days of behaviour that tastes and hours are of, and days of orders that price bands are of. */
  windows: z.object({ behaviourDays: count, orderDays: count }),
  dimensions: z.array(
    z.object({
      dimension: z.enum(portraitDimensions),
      /** Of whom it is known: shares are of these. */
      known: count,
      baseKnown: count,
      /** False where it is known of fewer than `smallest`. */
      isShown: z.boolean(),
      /** Somebody may have several values of `category`, `content_taste` and `active_hour`. */
      values: z.array(
        z.object({
          /** Of `price_band` the lowest and the highest minor unit of what an item costs: `0-4900`, `4900-`. */
          value: z.string(),
          people: count,
          basePeople: count,
          share,
          baseShare: share,
          /** share / baseShare × 100, with the interval of 95 % of the logarithm of the ratio (delta method). */
          tgi: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
          /** The whole interval lies on one side of 100. */
          isSure: z.boolean(),
          /** Fewer than 30 people of the base have the value, or fewer than 5 would be expected here. */
          isFew: z.boolean(),
        }),
      ),
    }),
  ),
});
export type PortraitView = z.infer<typeof portraitView>;
