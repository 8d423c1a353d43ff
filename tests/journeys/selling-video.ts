import { expect } from 'vitest';
import type { FeedPage } from '../../src/traffic/contract.ts';
import { apiShopper } from './api-shopper.ts';

/** A video of the feed with something to buy; the demo's may still be coming in. */
export async function sellingVideo(url: string): Promise<FeedPage['items'][number]['video']> {
  let found: FeedPage['items'][number]['video'] | undefined;
  const look = async () => {
    const { items } = await (await apiShopper(url)).ask<FeedPage>('GET', '/api/storefront/feed?limit=20');
    found = items.find(({ video: { products } }) => products[0]?.soldOut === false)?.video;
    return found !== undefined;
  };
  await expect.poll(look, { interval: 500 }).toBe(true);
  if (!found) throw new Error('Nothing in the feed has anything to buy.');
  return found;
}
