/** Wire schemas of placements; browser-safe. */
import { z } from 'zod';
import { type IdKind, idPrefixes, parseId } from '#kernel/ids';
import { bannerTones, placementKinds, placementStandings } from './placement.ts';

const instant = z.iso.datetime();
const idOf = (kind: IdKind) =>
  z
    .string()
    .max(36)
    .refine((text) => parseId(kind, text) !== null, { error: `must be an id such as ${idPrefixes[kind]}_…` });
const said = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: 'must not contain control characters' });

export const placementAudience = z.enum(['all', 'group']);
const groups = z.array(idOf('group')).max(20);
/** Nobody may be told more often than this a day, however it is set. */
export const perDayMax = 20;
export const perDayByDefault = 2;
export const priorityByDefault = 5;
export const bannerTitleMax = 60;

const fields = {
  /** For those who work with it; shoppers never see it. */
  name: said(120),
  /** Of the feed what is shown, of a banner what it leads to. A banner names one of video, product and shop. */
  videoId: idOf('video').nullable().default(null),
  productId: idOf('product').nullable().default(null),
  shopId: idOf('shop').nullable().default(null),
  /** Of a banner: its words and the colour it is drawn in. */
  title: said(bannerTitleMax).nullable().default(null),
  tone: z.enum(bannerTones).nullable().default(null),
  audience: placementAudience.default('all'),
  /** Of audiences delivered to slots: for members of any of them; with the audience `group` only. */
  groups: groups.default([]),
  /** Nobody of these is shown it, whoever it is for. */
  groupsExcluded: groups.default([]),
  /** Null begins now. */
  startsAt: instant.nullable().default(null),
  endsAt: instant,
  /** Showings to one person within a day. */
  perDay: z.int().min(1).max(perDayMax).default(perDayByDefault),
  /** 1 goes first. */
  priority: z.int().min(1).max(9).default(priorityByDefault),
  /** False keeps it as a draft. */
  submit: z.boolean().default(true),
};
export const placementCreate = z.strictObject({ kind: z.enum(placementKinds), ...fields });
/** All of it anew; the kind stays. What was approved is submitted again, or becomes a draft. */
export const placementPut = z.strictObject({ version: z.int().min(1), ...fields });
export const placementDecision = z.strictObject({
  /** The one that was looked at: what was changed meanwhile is not decided on. */
  version: z.int().min(1),
});
export const placementRefusal = placementDecision.extend({ reason: said(500) });

const placementGroup = z.object({
  id: z.string(),
  name: z.string(),
  size: z.int(),
  heldOut: z.int(),
  isOpen: z.boolean(),
  /** The delivery of an audience that keeps it. */
  deliveryId: z.string().nullable(),
});

export const placementView = z.object({
  id: z.string(),
  version: z.int(),
  kind: z.enum(placementKinds),
  name: z.string(),
  standing: z.enum(placementStandings),
  /** Why the operator of the market refused it. */
  refusal: z.string().nullable(),
  shop: z.object({ id: z.string(), name: z.string() }),
  /** What is shown, or what a banner leads to. */
  content: z.object({
    kind: z.enum(['video', 'product', 'shop']),
    id: z.string(),
    name: z.string(),
    picture: z.string().nullable(),
  }),
  title: z.string().nullable(),
  tone: z.enum(bannerTones).nullable(),
  audience: placementAudience,
  groups: z.array(placementGroup),
  groupsExcluded: z.array(placementGroup),
  startsAt: instant,
  endsAt: instant,
  perDay: z.int(),
  priority: z.int(),
  madeBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
});

/** As the operator of the market sees it: whom it is for stays the seller's business, how many is not. */
export const marketPlacementView = placementView.omit({ groups: true, groupsExcluded: true }).extend({
  organizationName: z.string(),
  /** Members of its groups now; null where it is for everybody. Whoever is in two counts twice. */
  people: z.int().nullable(),
});

export const slotGroupList = z.object({
  items: z.array(
    z.object({ id: z.string(), name: z.string(), size: z.int(), heldOut: z.int(), changedAt: instant }),
  ),
});

/** A banner above a page, as one shopper is shown it. */
export const bannerView = z.object({
  title: z.string(),
  tone: z.enum(bannerTones),
  picture: z.string().nullable(),
  link: z.object({ kind: z.enum(['video', 'product', 'shop']), id: z.string() }),
  shopName: z.string(),
  /** Touch token: goes with what is told of it, and with the shopper to the product. */
  touch: z.string(),
});
export const bannerQuery = z.object({
  /** On the page of a shop; without it the page belongs to the market. */
  shopId: idOf('shop').optional(),
});
export const bannerPage = z.object({ items: z.array(bannerView).max(1) });

export type PlacementCreate = z.infer<typeof placementCreate>;
export type PlacementPut = z.infer<typeof placementPut>;
export type PlacementView = z.infer<typeof placementView>;
export type MarketPlacementView = z.infer<typeof marketPlacementView>;
export type SlotGroupList = z.infer<typeof slotGroupList>;
export type BannerView = z.infer<typeof bannerView>;
export type BannerPage = z.infer<typeof bannerPage>;
