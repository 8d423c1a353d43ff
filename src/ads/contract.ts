/** Wire schemas of ads; browser-safe. Money is in minor units of the currency beside it. */
import { z } from 'zod';
import { type IdKind, idPrefixes, parseId } from '#kernel/ids';
import { planStatuses } from './plans/plan-status.ts';

const instant = z.iso.datetime();
const shownId = z.string();
const idOf = (kind: IdKind) =>
  z
    .string()
    .max(36)
    .refine((text) => parseId(kind, text) !== null, { error: `must be an id such as ${idPrefixes[kind]}_…` });
/** More than any shop owns, and far from where integers end. */
const moneyMax = 1_000_000_000_000;

export const adAccountView = z.object({
  /** Null for a shop that never advertised. */
  id: shownId.nullable(),
  shopId: shownId,
  shopName: z.string(),
  currency: z.string(),
  balance: z.int(),
  /** Of the balance: leased by servers for clicks to come. */
  held: z.int(),
  /** Of the shop's local day. */
  spentToday: z.int(),
});
export const adAccountList = z.object({ items: z.array(adAccountView) });

export const adTopUp = z.strictObject({
  shopId: idOf('shop'),
  /** Minor units of the shop's currency; at most ten million whole units at a time. */
  amount: z.int().min(1).max(1_000_000_000),
});

export const adEntryView = z.object({
  id: z.string(),
  at: instant,
  kind: z.enum(['top_up', 'charge', 'credit']),
  /** What it did to the balance. */
  amount: z.int(),
  currency: z.string(),
  plan: z.object({ id: shownId, name: z.string() }).nullable(),
});

const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: 'must not contain control characters' });
const budget = z.int().min(100).max(moneyMax);
const cost = z.int().min(1).max(moneyMax);
/** Local hours of the day in which it serves; null serves all day. */
const hours = z.array(z.int().min(0).max(23)).min(1).max(24).nullable();

export const planBidding = z.enum(['max_volume', 'cost_control']);
export const planAudience = z.enum(['all', 'new', 'repeat', 'group']);
const groups = z.array(idOf('group')).max(20);
const planFields = z.strictObject({
  name,
  productId: idOf('product'),
  videoId: idOf('video'),
  bidding: planBidding,
  /** Per order; for cost control only. */
  targetCost: cost.nullable(),
  dayBudget: budget,
  audience: planAudience,
  /** Of audiences delivered to ads: for members of any of them; with the audience `group` only. */
  groups,
  /** Nobody of these is shown it, whoever it is for. */
  groupsExcluded: groups,
  /** Null begins now. */
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  hours,
});
export const planCreate = planFields.extend({
  targetCost: cost.nullable().default(null),
  audience: planAudience.default('all'),
  groups: groups.default([]),
  groupsExcluded: groups.default([]),
  startsAt: instant.nullable().default(null),
  endsAt: instant.nullable().default(null),
  hours: hours.default(null),
  isOn: z.boolean().default(true),
});
/** Product and video stay: another creative is another plan. */
export const planPatch = planFields
  .omit({ productId: true, videoId: true, startsAt: true })
  .partial()
  .extend({
    /** The version that was seen; an older one is refused. */
    version: z.int().min(1).max(2_000_000_000),
  });

/** Closed: the delivery was withdrawn, and nobody is a member any more. */
const planGroup = z.object({ id: shownId, name: z.string(), size: z.int(), isOpen: z.boolean() });
export const planView = z.object({
  id: shownId,
  version: z.int(),
  name: z.string(),
  shopId: shownId,
  adAccountId: shownId,
  currency: z.string(),
  zone: z.string(),
  goal: z.enum(['product_order']),
  placement: z.enum(['feed']),
  product: z.object({ id: shownId, name: z.string() }),
  video: z.object({ id: shownId, title: z.string(), poster: z.string().nullable() }),
  bidding: planBidding,
  targetCost: z.int().nullable(),
  dayBudget: z.int(),
  audience: planAudience,
  groups: z.array(planGroup),
  groupsExcluded: z.array(planGroup),
  startsAt: instant,
  endsAt: instant.nullable(),
  hours,
  state: z.enum(['on', 'off', 'archived']),
  /** `serving`, or the first reason why it does not. */
  status: z.enum(planStatuses),
  /** Minor units that a click of it costs at least now: a budget or purse with less buys none. */
  leastClick: z.int(),
  /** The plan's local day: what is spent of its budget. */
  today: z.object({ day: z.string(), spent: z.int(), budget: z.int() }),
  createdAt: instant,
  updatedAt: instant,
});

export const planVersionView = z.object({
  version: z.int(),
  at: instant,
  by: z.string(),
  settings: z.record(z.string(), z.unknown()),
});
export const planVersionList = z.object({ items: z.array(planVersionView) });

/** Groups that a plan can be for: audiences that are delivered to ads, newest first. */
export const adGroupList = z.object({
  items: z.array(
    z.object({
      id: shownId,
      name: z.string(),
      size: z.int(),
      /** Kept out of it, so that what ads do can be measured. */
      heldOut: z.int(),
      changedAt: instant,
    }),
  ),
});

/** Products with published videos that show them: what a plan can promote. */
export const planChoices = z.object({
  items: z.array(
    z.object({
      product: z.object({
        id: shownId,
        name: z.string(),
        shopId: shownId,
        shopName: z.string(),
        currency: z.string(),
        price: z.int().nullable(),
      }),
      videos: z.array(z.object({ id: shownId, title: z.string(), poster: z.string().nullable() })),
    }),
  ),
});

const range = z.object({ low: z.int(), value: z.int(), high: z.int() });
export const planSuggestion = z.object({
  currency: z.string(),
  targetCost: range,
  dayBudget: range,
  /** What it is based on: orders that ads brought this shop in 30 days, or the price where they are too few. */
  basis: z.enum(['history', 'price']),
  orders: z.int(),
});

export const planDelivery = z.object({
  status: z.enum(planStatuses),
  today: z.object({ day: z.string(), spent: z.int(), budget: z.int() }),
  /** Share of the day's traffic before each local hour, 0 to 24. */
  expected: z.array(z.number()),
  /** This server's auctions of the last hour; null where it does not know the plan. */
  auctions: z
    .object({
      decisions: z.int(),
      won: z.int(),
      outranked: z.int(),
      reserve: z.int(),
      audience: z.int(),
      frequency: z.int(),
      lease: z.int(),
    })
    .nullable(),
  /** How it would do in an auction now, for somebody nothing is known of. */
  now: z
    .object({
      outcome: z.enum(['won', 'below_reserve', 'own_account', 'outranked', 'absent']),
      /** Factor by which its eCPM falls short; null where it does not. */
      needed: z.number().nullable(),
      rivals: z.int(),
      /** What an order is worth bidding for now, in minor units. */
      bidPerOrder: z.number(),
      pCtr: z.number(),
      pCvr: z.number(),
    })
    .nullable(),
});

export type AdAccountView = z.infer<typeof adAccountView>;
export type AdEntryView = z.infer<typeof adEntryView>;
export type AdGroupList = z.infer<typeof adGroupList>;
export type PlanView = z.infer<typeof planView>;
export type PlanCreate = z.infer<typeof planCreate>;
export type PlanPatch = z.infer<typeof planPatch>;
export type PlanVersionView = z.infer<typeof planVersionView>;
export type PlanChoices = z.infer<typeof planChoices>;
export type PlanSuggestion = z.infer<typeof planSuggestion>;
export type PlanDelivery = z.infer<typeof planDelivery>;
export { type PlanStatus, planStatuses } from './plans/plan-status.ts';
