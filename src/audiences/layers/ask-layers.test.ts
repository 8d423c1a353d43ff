import { expect, it } from 'vitest';
import { asId, newId, showId } from '#kernel/ids';
import type { Structure } from '#organisations';
import { understand } from './ask-layers.ts';
import { wholeOrganization } from './layer.ts';

const brandId = newId('brand');
const shopId = newId('shop');
const organizationId = newId('organization');
const structure: Structure = {
  organization: {
    id: organizationId,
    name: 'Mine',
    zone: 'America/New_York',
    currency: 'USD',
    simulated: false,
  },
  brands: [{ id: brandId, name: 'Brand', zone: 'Asia/Shanghai', archived: false }],
  shops: [
    {
      id: shopId,
      brandId,
      name: 'Shop',
      platform: 'meadow',
      currency: 'USD',
      externalId: null,
      archived: false,
    },
  ],
  accounts: [],
};
// Understanding a question asks no store.
const parts = {
  structureOf: async () => structure,
  // The evening of the eighth in New York, the ninth in Shanghai.
  now: () => Date.UTC(2026, 4, 9, 1),
};
const ask = (more: object = {}) =>
  understand(parts, organizationId, { view: 'layers', periodDays: 30, ...more });

it("means the last whole day of the organisation's zone, beside the day a week before", async () => {
  expect(await ask()).toMatchObject({
    ok: true,
    value: { day: '2026-05-07', compareDay: '2026-04-30', holder: wholeOrganization, today: '2026-05-08' },
  });
  expect(await ask({ shopId: showId('shop', shopId), day: '2026-05-08' })).toMatchObject({
    ok: true,
    value: { day: '2026-05-08', compareDay: '2026-05-01', holder: shopId },
  });
  // O-5A looks back over ninety days whatever was asked.
  expect(await ask({ view: 'o5a', periodDays: 7 })).toMatchObject({
    value: { cut: { view: 'o5a', periodDays: 90 } },
  });
});

it.each([
  ['a day that has not come', { day: '2026-05-09' }, 'unprocessable', 'day'],
  ['a day too long ago', { day: '2020-05-09' }, 'unprocessable', 'day'],
  [
    'a comparison with the same day',
    { day: '2026-05-07', compareDay: '2026-05-07' },
    'unprocessable',
    'compareDay',
  ],
  ["another organisation's brand", { brandId: showId('brand', newId('brand')) }, 'not_found', 'brandId'],
  ["another organisation's shop", { shopId: showId('shop', newId('shop')) }, 'not_found', 'shopId'],
  ['a shop that is a brand', { shopId: showId('shop', asId('shop', organizationId)) }, 'not_found', 'shopId'],
  [
    'a brand and a shop at once',
    { brandId: showId('brand', brandId), shopId: showId('shop', shopId) },
    'unprocessable',
    'shopId',
  ],
])('refuses %s', async (_what, more, code, field) => {
  expect(await ask(more)).toMatchObject({ ok: false, refusal: { code, field } });
});
