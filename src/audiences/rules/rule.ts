/** The rule language of audiences: a tree of conditions about people. Browser-safe; wire and stored form are one. */
import { z } from 'zod';
import { type IdKind, idPrefixes, parseId } from '#kernel/ids';

const idOf = (kind: IdKind) =>
  z
    .string()
    .max(36)
    .refine((text) => parseId(kind, text) !== null, { error: `must be an id such as ${idPrefixes[kind]}_…` });

/** What people do, by the words of the builder; each stands for one or several event types. */
export const actions = {
  visited: null,
  was_shown: ['Content Impression', 'Product Impression', 'Ad Impression'],
  viewed_product: ['Product Viewed'],
  clicked_product: ['Product Clicked'],
  added_to_cart: ['Product Added'],
  started_checkout: ['Checkout Started'],
  searched: ['Products Searched'],
  watched: ['Content Played'],
  entered_live: ['Live Entered'],
  liked: ['Content Liked'],
  commented: ['Content Commented', 'Live Commented'],
  shared: ['Content Shared'],
  favorited: ['Content Favorited'],
  disliked: ['Content Disliked'],
  followed: ['Account Followed'],
  clicked_ad: ['Ad Clicked'],
} as const satisfies Readonly<Record<string, readonly string[] | null>>;
export type Action = keyof typeof actions;

/** An action of the list, or any event type by its name, custom ones included. */
const doing = z.union([
  z.strictObject({ action: z.enum(Object.keys(actions) as [Action, ...Action[]]) }),
  z.strictObject({ event: z.string().min(1).max(200) }),
]);

/** Local days of the organisation's zone; null is ever. The last so many days end with now. */
const window = z
  .union([
    z.strictObject({ lastDays: z.int().min(1).max(730) }),
    z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  ])
  .nullable();

/** Dimensions of facts by which a condition may be narrowed; ids are shown ids. */
export const narrowings = [
  'brand',
  'shop',
  'account',
  'category',
  'sku',
  'content',
  'room',
  'creator',
  'carrier',
  'source',
  'account_type',
  'plan',
  'query',
] as const;
const where = z
  .array(
    z.strictObject({
      dimension: z.enum(narrowings),
      op: z.enum(['in', 'not_in']),
      values: z.array(z.string().max(200)).min(1).max(200),
    }),
  )
  .max(8)
  .default([]);

const comparison = z.enum(['at_least', 'at_most', 'exactly']);
const count = z.int().min(0).max(100_000);

export const didCondition = z.strictObject({
  kind: z.literal('did'),
  what: doing,
  times: z.strictObject({ op: comparison, value: count }),
  window,
  where,
});
export const boughtCondition = z.strictObject({
  kind: z.literal('bought'),
  /** Amounts are paid amounts in minor units of `currency`; refunds are not taken off. */
  measure: z.enum(['orders', 'items', 'amount', 'refunds']),
  op: comparison,
  value: z.int().min(0).max(1_000_000_000_000),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
  window,
  where,
});
/** How long ago somebody last did or bought something. Who never did is in neither. */
export const lastCondition = z.strictObject({
  kind: z.literal('last'),
  what: z.union([doing, z.literal('bought')]),
  op: z.enum(['within', 'longer_ago']),
  days: z.int().min(1).max(730),
  where,
});
/** One after the other, each at a later instant or a later event of the same instant, all within so many hours of the first. */
export const sequenceCondition = z.strictObject({
  kind: z.literal('sequence'),
  steps: z
    .array(z.strictObject({ what: z.union([doing, z.literal('bought')]), where }))
    .min(2)
    .max(6),
  withinHours: z.int().min(1).max(8_760),
  window,
});

/** 性别, 出生年代, 城市线级, 消费水平, 八大人群. */
export const personAttributes = [
  'gender',
  'birth_cohort',
  'city_tier',
  'consumption_level',
  'strategy_group',
] as const;
export type PersonAttribute = (typeof personAttributes)[number];
/** The value `""` is not known. */
export const attributeCondition = z.strictObject({
  kind: z.literal('attribute'),
  attribute: z.enum(personAttributes),
  values: z.array(z.string().max(40)).min(1).max(20),
});

export const layers = ['repeat', 'first_order', 'high_potential', 'seen', 'asleep', 'other'] as const;
export const o5a = ['aware', 'appeal', 'ask', 'act', 'advocate'] as const;
export const layerPeriods = [7, 30, 90] as const;
/** Of a brand or a shop; both null is the whole organisation. */
const holder = {
  brandId: idOf('brand').nullable().default(null),
  shopId: idOf('shop').nullable().default(null),
};
export const layerCondition = z.strictObject({
  kind: z.literal('layer'),
  ...holder,
  view: z.enum(['layers', 'o5a']),
  periodDays: z.literal(layerPeriods).default(30),
  in: z.array(z.enum([...layers, ...o5a])).min(1),
});

export const valueMeasures = ['alive', 'purchases', 'amount'] as const;
/** By the model of value: probability in percent, purchases or minor units expected in the next 90 days. */
export const valueCondition = z.strictObject({
  kind: z.literal('value'),
  measure: z.enum(valueMeasures),
  op: z.enum(['at_least', 'at_most', 'top_percent']),
  value: z.number().min(0).max(1_000_000_000),
});

/** What people turn to: at least `share` of all they did in the window, and at least `timesMin` times. */
export const tasteCondition = z.strictObject({
  kind: z.literal('taste'),
  of: z.enum(['category', 'content_category']),
  values: z.array(z.string().max(200)).min(1).max(50),
  share: z.number().min(0).max(1).default(0.3),
  timesMin: z.int().min(1).max(1_000).default(2),
  lastDays: z.int().min(1).max(365).default(90),
});
/** When and by what: the hour or weekday (0 is Monday) in which somebody is most active, or a device they use. */
export const activeCondition = z.strictObject({
  kind: z.literal('active'),
  by: z.enum(['hour', 'weekday', 'platform']),
  values: z.array(z.string().max(40)).min(1).max(24),
  lastDays: z.int().min(1).max(365).default(90),
});

export const audienceCondition = z.strictObject({
  kind: z.literal('audience'),
  audienceId: idOf('audience'),
});
/** The people outside an audience who are most like it: so many, or so many in a hundred of all that are known. */
export const lookAlikeCondition = z.strictObject({
  kind: z.literal('look_alike'),
  audienceId: idOf('audience'),
  size: z.int().min(1).max(10_000_000),
  sizeIn: z.enum(['people', 'percent']).default('people'),
});

export const condition = z.discriminatedUnion('kind', [
  didCondition,
  boughtCondition,
  lastCondition,
  sequenceCondition,
  attributeCondition,
  layerCondition,
  valueCondition,
  tasteCondition,
  activeCondition,
  audienceCondition,
  lookAlikeCondition,
]);
export type Condition = z.infer<typeof condition>;
export type ConditionOf<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;

export type Rule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule }
  | Condition;

/** Deep enough for people, shallow enough for a stack. */
const depthMax = 6;
const branchesMax = 20;
const conditionsMax = 50;

const branches = z
  .array(z.lazy(() => node))
  .min(1)
  .max(branchesMax);
const node: z.ZodType<Rule> = z
  .union([
    z.strictObject({ all: branches }),
    z.strictObject({ any: branches }),
    z.strictObject({ not: z.lazy(() => node) }),
    condition,
  ])
  .meta({ id: 'AudienceRule' });

export const rule = node
  .refine((given) => depthOf(given) <= depthMax, { error: `may be nested ${depthMax} deep` })
  .refine((given) => conditionsOf(given).length <= conditionsMax, {
    error: `may hold ${conditionsMax} conditions`,
  });

export function isCondition(given: Rule): given is Condition {
  return 'kind' in given;
}

export function childrenOf(given: Rule): readonly Rule[] {
  if (isCondition(given)) return [];
  if ('all' in given) return given.all;
  return 'any' in given ? given.any : [given.not];
}

export function depthOf(given: Rule): number {
  return 1 + Math.max(0, ...childrenOf(given).map(depthOf));
}

/** All conditions of the tree, from left to right. */
export function conditionsOf(given: Rule): Condition[] {
  return isCondition(given) ? [given] : childrenOf(given).flatMap(conditionsOf);
}
