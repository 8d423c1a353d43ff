import { Pool } from 'undici';
import type { Sale } from './sale-store.ts';

export type Storm = {
  readonly placed: number;
  readonly soldOut: number;
  /** From the first request to the last order that was acknowledged. */
  readonly ordersPerSecond: number;
  readonly attemptsPerSecond: number;
  /** Of all attempts, refused ones included. */
  readonly msP99: number;
  readonly msMedian: number;
};

/** So many attempts at one SKU over so many connections, spread over the servers, as fast as answers come. */
export async function stormSale(
  urls: readonly string[],
  sale: Sale,
  { attempts, connections }: { readonly attempts: number; readonly connections: number },
): Promise<Storm> {
  const pools = urls.map((url) => new Pool(url, { connections: connections / urls.length, pipelining: 1 }));
  const took: number[] = [];
  let next = 0;
  let placed = 0;
  let soldOut = 0;
  let lastPlaced = 0;
  const began = performance.now();
  const buy = async (pool: Pool) => {
    for (let number = next++; number < attempts; number = next++) {
      const shopper = sale.shoppers[number % sale.shoppers.length];
      const sent = performance.now();
      const answer = await pool.request({
        method: 'POST',
        path: '/api/storefront/checkouts',
        headers: { authorization: `Bearer ${shopper?.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          lines: [{ skuId: sale.shownSkuId, quantity: 1 }],
          addressId: shopper?.addressId,
        }),
      });
      const text = await answer.body.text();
      const now = performance.now();
      took.push(now - sent);
      if (answer.statusCode === 201) {
        placed++;
        lastPlaced = now;
      } else if (answer.statusCode === 409 && text.includes('"sold_out"')) soldOut++;
      else throw new Error(`A checkout was answered with ${answer.statusCode}: ${text.slice(0, 300)}`);
    }
  };
  try {
    await Promise.all(
      Array.from({ length: connections }, (_, place) => buy(pools[place % pools.length] as Pool)),
    );
  } finally {
    await Promise.all(pools.map((pool) => pool.close()));
  }
  const ended = performance.now();
  took.sort((one, other) => one - other);
  const quantile = (share: number) =>
    took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return {
    placed,
    soldOut,
    ordersPerSecond: (placed / (lastPlaced - began)) * 1_000,
    attemptsPerSecond: (attempts / (ended - began)) * 1_000,
    msP99: quantile(0.99),
    msMedian: quantile(0.5),
  };
}
