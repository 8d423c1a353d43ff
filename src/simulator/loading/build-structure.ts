import type { StructureView } from '#organisations/contract';
import { accounts, brands, shops } from '../world/brands-data.ts';
import { worldZone } from '../world/calendar.ts';
import type { Api } from './api.ts';

/** Makes the brands, shops and accounts that are not there yet; our keys are their external ids. */
export async function buildStructure(api: Api): Promise<void> {
  const there = await api.get<StructureView>('/api/structure');
  const idOf = async (
    list: readonly { readonly id: string; readonly name: string }[],
    path: string,
    body: { readonly name: string },
  ): Promise<string> =>
    list.find((one) => one.name === body.name)?.id ?? (await api.post<{ id: string }>(path, body)).id;

  const brandIds = new Map<string, string>();
  for (const { key, name } of brands) {
    brandIds.set(key, await idOf(there.brands, '/api/brands', { name, zone: worldZone } as { name: string }));
  }
  const shopIds = new Map<string, string>();
  for (const { key, name, brand, platform } of shops) {
    const body = { name, brandId: brandIds.get(brand), platform, currency: 'CNY', externalId: key };
    shopIds.set(key, await idOf(there.shops, '/api/shops', body));
  }
  for (const { key, name, shop, role, type } of accounts) {
    const body = { name, shopId: shopIds.get(shop), role, accountType: type, externalId: key };
    await idOf(there.accounts, '/api/accounts', body);
  }
}
