import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../house-fixture.ts';
import { zoneOfBrands } from './structure.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** An organisation with one brand, one shop and one account, made through the API. */
async function builtOrganization() {
  const founded = await house.found();
  const brand = await founded.program.post('/api/brands', { name: 'Lotus', zone: 'America/New_York' });
  const shop = await founded.program.post('/api/shops', {
    brandId: brand.body.id,
    name: 'Lotus Douyin',
    platform: 'douyin',
  });
  const account = await founded.program.post('/api/accounts', {
    shopId: shop.body.id,
    name: 'Lotus official',
    role: 'official',
  });
  return { ...founded, brand: brand.body, shop: shop.body, account: account.body };
}

describe('brands, shops and accounts', () => {
  it('are built through the API and read back as one structure', async () => {
    const { program, brand, shop, account } = await builtOrganization();
    expect(brand).toMatchObject({ id: expect.stringMatching(/^brd_/), zone: 'America/New_York' });
    expect(shop).toMatchObject({ id: expect.stringMatching(/^shp_/), currency: 'CNY', externalId: null });
    expect(account).toMatchObject({ id: expect.stringMatching(/^acc_/), accountType: 'self' });
    const { body } = await program.get('/api/structure');
    expect(body).toEqual({
      brands: [{ id: brand.id, name: 'Lotus', zone: 'America/New_York', archived: false }],
      shops: [
        {
          id: shop.id,
          name: 'Lotus Douyin',
          brandId: brand.id,
          platform: 'douyin',
          currency: 'CNY',
          archived: false,
        },
      ],
      accounts: [
        {
          id: account.id,
          name: 'Lotus official',
          shopId: shop.id,
          role: 'official',
          accountType: 'self',
          archived: false,
        },
      ],
    });
  });

  it('are listed in pages that meet without a gap', async () => {
    const { program } = await house.found();
    const names = Array.from({ length: 7 }, (_, number) => `Brand ${number}`);
    for (const name of names) await program.post('/api/brands', { name });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await program.get(`/api/brands?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...body.items.map((brand: { name: string }) => brand.name));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(names);
  });

  it('refuse a name twice, an unknown zone, a stranger’s parent and a second official account', async () => {
    const { program, shop } = await builtOrganization();
    const stranger = await builtOrganization();
    const codeOf = async (path: string, body: unknown) => {
      const answer = await program.post(path, body);
      return [answer.status, answer.body.code, answer.body.errors?.[0]?.field];
    };
    expect(await codeOf('/api/brands', { name: 'Lotus' })).toEqual([409, 'already_exists', 'name']);
    for (const zone of ['Mars/Olympus', '+08:00', 'asia/shanghai', 'Asia/SHANGHAI']) {
      expect(await codeOf('/api/brands', { name: 'A', zone }), zone).toEqual([
        400,
        'invalid_request',
        'zone',
      ]);
    }
    expect(await codeOf('/api/brands', { name: 'A\u0000' })).toEqual([400, 'invalid_request', 'name']);
    expect(await codeOf('/api/shops', { name: 'B', brandId: stranger.brand.id })).toEqual([
      422,
      'unprocessable',
      'brandId',
    ]);
    expect(await codeOf('/api/accounts', { name: 'C', shopId: stranger.shop.id })).toEqual([
      422,
      'unprocessable',
      'shopId',
    ]);
    expect(await codeOf('/api/accounts', { name: 'D', shopId: shop.id, role: 'official' })).toEqual([
      409,
      'conflict',
      'role',
    ]);
  });

  it('are invisible to another organisation', async () => {
    const { brand } = await builtOrganization();
    const stranger = await house.found();
    expect((await stranger.program.patch(`/api/brands/${brand.id}`, { name: 'Mine' })).status).toBe(404);
    expect((await stranger.program.post(`/api/brands/${brand.id}/archive`)).status).toBe(404);
  });

  it('are put away from the leaves up and brought back from the root down', async () => {
    const { program, brand, shop, account } = await builtOrganization();
    const statusOf = async (path: string) => (await program.post(path)).status;
    expect(await statusOf(`/api/brands/${brand.id}/archive`)).toBe(409);
    expect(await statusOf(`/api/shops/${shop.id}/archive`)).toBe(409);
    expect(await statusOf(`/api/accounts/${account.id}/archive`)).toBe(200);
    expect(await statusOf(`/api/shops/${shop.id}/archive`)).toBe(200);
    expect(await statusOf(`/api/brands/${brand.id}/archive`)).toBe(200);
    expect(await statusOf(`/api/shops/${shop.id}/restore`)).toBe(409);
    expect(await statusOf(`/api/brands/${brand.id}/restore`)).toBe(200);
    expect(await statusOf(`/api/shops/${shop.id}/restore`)).toBe(200);
    const { body } = await program.get('/api/structure');
    expect([body.brands[0].archived, body.shops[0].archived, body.accounts[0].archived]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('can be renamed and bound elsewhere, and a change of nothing changes nothing', async () => {
    const { program, brand, account } = await builtOrganization();
    const second = await program.post('/api/shops', {
      brandId: brand.id,
      name: 'Lotus TikTok',
      platform: 'tiktok',
    });
    const moved = await program.patch(`/api/accounts/${account.id}`, {
      shopId: second.body.id,
      name: 'Lotus live',
    });
    expect(moved.body).toMatchObject({ shopId: second.body.id, name: 'Lotus live', role: 'official' });
    const same = await program.patch(`/api/accounts/${account.id}`, {});
    expect(same.body).toEqual(moved.body);
  });
});

it('days are those of the one brand asked for, and of the organisation for several or none', async () => {
  const { organizationId, program } = await house.found();
  await program.post('/api/brands', { name: 'East', zone: 'Asia/Tokyo' });
  await program.post('/api/brands', { name: 'West', zone: 'Europe/Paris' });
  const structure = await house.organisations.structureOf(organizationId);
  const [east, west] = structure.brands.map(({ id }) => id as string);
  expect(zoneOfBrands(structure, [east ?? ''])).toBe('Asia/Tokyo');
  expect(zoneOfBrands(structure, [east ?? '', west ?? ''])).toBe('Asia/Shanghai');
  expect(await house.organisations.zoneOf(organizationId)).toBe('Asia/Shanghai');
});
