import { addMonths, dateOf } from '#kernel/time';
import type { MetricTarget } from '#metrics/contract';
import type { StructureView } from '#organisations/contract';
import { type BrandKey, brands } from '../world/brands-data.ts';
import { worldZone } from '../world/calendar.ts';
import { demoSize, type WorldSize } from '../world/world.ts';
import type { Api } from './api.ts';

/** What the brands set out to sell in a month of the full demo, in fen: some reach it and some do not. */
const monthlyGmvFen: Readonly<Record<BrandKey, number>> = {
  lanjing: 430_000_000,
  suting: 155_000_000,
  hejian: 80_000_000,
};
const monthlyOrders = 20_500;

/** Sets the targets of the months that the demo touches, for the group and each brand. */
export async function setTargets(api: Api, nowMs: number, size: WorldSize): Promise<void> {
  const { brands: there } = await api.get<StructureView>('/api/structure');
  const part = size.visitsPerDay / demoSize.visitsPerDay;
  const thisMonth = dateOf(nowMs, worldZone).slice(0, 7);
  const lastMonth = addMonths(`${thisMonth}-01`, -1).slice(0, 7);
  const gmvOf = (key: BrandKey) => Math.round(monthlyGmvFen[key] * part);
  const targets = [lastMonth, thisMonth].flatMap((month): MetricTarget[] => [
    { metric: 'gmv', month, value: brands.reduce((sum, { key }) => sum + gmvOf(key), 0) },
    { metric: 'paid_orders', month, value: Math.round(monthlyOrders * part) },
    ...brands.map(({ key, name }): MetricTarget => {
      const brandId = there.find((brand) => brand.name === name)?.id ?? null;
      return { metric: 'gmv', month, brandId, value: gmvOf(key) };
    }),
  ]);
  await api.put('/api/metrics/targets', { targets });
}
