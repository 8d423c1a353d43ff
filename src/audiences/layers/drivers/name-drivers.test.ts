import { expect, it } from 'vitest';
import { newId, nilUuid, showId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { Driver } from './drivers.ts';
import { nameDrivers } from './name-drivers.ts';

const [shopId, ours, partner, product] = [
  newId('shop'),
  newId('account'),
  newId('account'),
  newId('product'),
];
const account = { shopId, role: 'official', accountType: 'self', archived: false };
const structure: Structure = {
  organization: { id: newId('organization'), name: 'O', zone: 'UTC', currency: 'CNY', simulated: false },
  brands: [],
  shops: [],
  accounts: [
    { ...account, id: ours, name: 'Ours', externalId: null },
    { ...account, id: partner, name: 'Partner', externalId: 'dy-77' },
  ],
};
const driver = (given: Pick<Driver, 'kind' | 'id'> & Partial<Driver>): Driver => ({
  accountId: nilUuid,
  creatorId: '',
  movers: 5,
  others: 5,
  moverShare: 0.5,
  otherShare: 0.5,
  lift: { ratio: 1, low: 0.5, high: 2 },
  isSure: false,
  ...given,
});

it('names what records know, tells whose the rest was, and keeps every id', async () => {
  const known: Record<string, Record<string, string>> = {
    content: { 'video-1': 'A video' },
    plan: { 'plan-1': 'A plan' },
    product: { [showId('product', product)]: 'Tea' },
    sku: { 'T-1': 'Tea · 50 g' },
  };
  const drivers = [
    driver({ kind: 'content', id: 'video-1', accountId: ours }),
    driver({ kind: 'content', id: 'foreign', creatorId: 'dy-77' }),
    driver({ kind: 'live', id: 'room-1', accountId: ours }),
    driver({ kind: 'live', id: 'room-2', creatorId: partner }),
    driver({ kind: 'live', id: 'room-3', creatorId: 'c-somebody' }),
    driver({ kind: 'product_card', id: product }),
    driver({ kind: 'product_card', id: 'T-1', accountId: ours }),
    driver({ kind: 'product_card', id: 'T-2' }),
    driver({ kind: 'ad', id: 'plan-1' }),
  ];
  const named = await nameDrivers(async (_, dimension) => known[dimension] ?? {}, structure, drivers);
  expect(named.map(({ id, name, by }) => [id, name, by])).toEqual([
    ['video-1', 'A video', 'Ours'],
    ['foreign', null, 'Partner'],
    ['room-1', null, 'Ours'],
    ['room-2', null, 'Partner'],
    ['room-3', null, 'c-somebody'],
    [product, 'Tea', null],
    ['T-1', 'Tea · 50 g', null],
    ['T-2', null, null],
    ['plan-1', 'A plan', null],
  ]);
});
