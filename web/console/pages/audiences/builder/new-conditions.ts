import type { Condition } from '#audiences/contract';

/** Kinds in the order in which they are offered, each as it begins. */
export const beginnings: { readonly [Kind in Condition['kind']]: Extract<Condition, { kind: Kind }> } = {
  did: {
    kind: 'did',
    what: { action: 'viewed_product' },
    times: { op: 'at_least', value: 1 },
    window: { lastDays: 14 },
    where: [],
  },
  bought: {
    kind: 'bought',
    measure: 'orders',
    op: 'at_least',
    value: 1,
    currency: null,
    window: { lastDays: 90 },
    where: [],
  },
  last: { kind: 'last', what: { action: 'visited' }, op: 'within', days: 7, where: [] },
  sequence: {
    kind: 'sequence',
    steps: [
      { what: { action: 'viewed_product' }, where: [] },
      { what: { action: 'added_to_cart' }, where: [] },
    ],
    withinHours: 24,
    window: { lastDays: 30 },
  },
  attribute: { kind: 'attribute', attribute: 'city_tier', values: ['tier_1', 'new_tier_1'] },
  taste: { kind: 'taste', of: 'content_category', values: [], share: 0.3, timesMin: 2, lastDays: 90 },
  active: { kind: 'active', by: 'hour', values: ['20', '21', '22'], lastDays: 90 },
  layer: {
    kind: 'layer',
    brandId: null,
    shopId: null,
    view: 'layers',
    periodDays: 30,
    in: ['high_potential'],
  },
  value: { kind: 'value', measure: 'alive', op: 'at_least', value: 50 },
  audience: { kind: 'audience', audienceId: '' },
  look_alike: { kind: 'look_alike', audienceId: '', size: 10_000, sizeIn: 'people' },
};
