import type { StructureView } from '#organisations/contract';
import { accounts, brands, shops } from '../world/brands-data.ts';
import { worldZone } from '../world/calendar.ts';
import { type Api, ApiRefusal } from './api.ts';

/** Makes the brands, shops and accounts that are not there yet; our keys are their external ids. */
export async function buildStructure(api: Api): Promise<void> {
  const there = await api.get<StructureView>('/api/structure');
  const idOf = async (
    kind: 'brands' | 'shops' | 'accounts',
    body: { readonly name: string },
  ): Promise<string> => {
    const idIn = (list: readonly { readonly id: string; readonly name: string }[]) =>
      list.find((one) => one.name === body.name)?.id;
    const known = idIn(there[kind]);
    if (known !== undefined) return known;
    try {
      return (await api.post<{ id: string }>(`/api/${kind}`, body)).id;
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.code !== 'already_exists') throw error;
      // A load that was killed had asked for it, and was answered after we had looked.
      const id = idIn((await api.get<StructureView>('/api/structure'))[kind]);
      if (id === undefined) throw error;
      return id;
    }
  };

  const brandIds = new Map<string, string>();
  for (const { key, name } of brands) {
    brandIds.set(key, await idOf('brands', { name, zone: worldZone } as { name: string }));
  }
  const shopIds = new Map<string, string>();
  for (const { key, name, brand, platform } of shops) {
    const body = { name, brandId: brandIds.get(brand), platform, currency: 'CNY', externalId: key };
    shopIds.set(key, await idOf('shops', body));
  }
  for (const { key, name, shop, role, type } of accounts) {
    const body = { name, shopId: shopIds.get(shop), role, accountType: type, externalId: key };
    await idOf('accounts', body);
  }
}
