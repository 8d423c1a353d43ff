import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseId, showId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { brokenLaws } from '../../src/shop/checkout/laws/laws-fixture.ts';
import { addAddress, addShop, addSku, type StockedSku } from '../../src/shop/checkout/laws/market-fixture.ts';
import { addCoupon } from '../../src/shop/coupons/coupon-fixture.ts';
import { seededRandom } from './seeded-random.ts';
import { type ServerProcess, startServerProcess } from './server-processes.ts';

let world: TestWorld;
let servers: ServerProcess[];
beforeAll(async () => {
  world = await openTestWorld();
  // One after another: the first brings the stores up to date.
  servers = [await startServerProcess(world)];
  servers.push(await startServerProcess(world));
});
afterAll(async () => {
  for (const server of servers ?? []) await server.stop();
  await world?.close();
});

type Buyer = { readonly token: string; readonly addressId: string };

async function newBuyer(): Promise<Buyer> {
  const begun = await fetch(`${servers[0]?.url}/api/storefront/session`, { method: 'POST' });
  const { shopper, token } = (await begun.json()) as { shopper: { id: string }; token: string };
  const id = await addAddress(world.records, world.instanceSecret, parseId('shopper', shopper.id) ?? '');
  return { token, addressId: showId('address', id) };
}

async function stocked(onHand: number): Promise<StockedSku> {
  const organizationId = await world.newOrganization();
  return addSku(world.records, organizationId, await addShop(world.records, organizationId), {
    price: 1_001,
    onHand,
  });
}

type Answer = { readonly id: string; readonly state: string; readonly code: string };

async function post(url: string, buyer: Buyer, path: string, body: object, key?: string, of = 'checkouts') {
  const answer = await fetch(`${url}/api/storefront/${of}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${buyer.token}`,
      'content-type': 'application/json',
      ...(key ? { 'idempotency-key': key } : {}),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  return { status: answer.status, body: (await answer.json()) as Answer };
}

const wish = (sku: StockedSku, buyer: Buyer) => ({
  lines: [{ skuId: showId('sku', sku.skuId), quantity: 1 }],
  addressId: buyer.addressId,
});

it('two servers sell the last pieces exactly once', async () => {
  const sku = await stocked(25);
  const buyers = await Promise.all(Array.from({ length: 40 }, newBuyer));
  const answers = await Promise.all(
    Array.from({ length: 80 }, (_, n) => {
      const buyer = buyers[n % buyers.length] as Buyer;
      return post(servers[n % 2]?.url ?? '', buyer, '', wish(sku, buyer));
    }),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(25);
  expect(answers.filter(({ body }) => body.code === 'sold_out')).toHaveLength(55);
  expect(await brokenLaws(world.records)).toEqual([]);
});

it('servers that are killed in the middle of checkouts lose and double nothing', {
  timeout: 900_000,
}, async () => {
  const random = seededRandom(11);
  const sku = await stocked(70);
  // Three for each of eight shoppers would be more than there are.
  const couponId = await addCoupon(world.records, sku.organizationId, {
    shopId: sku.shopId,
    terms: { kind: 'direct', amountOff: 100 },
    quantity: 20,
    perShopper: 3,
  });
  const claimed = new Set<string>();
  const acknowledged = new Set<string>();
  let soldOut = 0;
  let isOver = false;

  /** Asks again, as the storefront does, until it is answered for good. */
  const until = async <Found>(ask: (url: string) => Promise<Found | null>): Promise<Found> => {
    for (let tries = 0; ; tries++) {
      const found = await ask(servers[tries % 2]?.url ?? '').catch(() => null);
      if (found !== null) return found;
      await pause(50);
    }
  };
  const shop = async (number: number): Promise<void> => {
    const buyer = await until(newBuyer);
    for (let n = 0; n < 3; n++) {
      const claim = await until(async (url) => {
        const path = `/${showId('coupon', couponId)}/claim`;
        const answer = await post(url, buyer, path, {}, `claim-${number}-${n}`, 'coupons');
        return answer.status === 201 || answer.body.code === 'coupon_unavailable' ? answer : null;
      });
      if (claim.status === 201) claimed.add(claim.body.id);
    }
    for (let n = 0; n < 12; n++) {
      const placed = await until(async (url) => {
        const answer = await post(url, buyer, '', wish(sku, buyer), `storm-${number}-${n}`);
        return answer.status === 201 || answer.body.code === 'sold_out' ? answer : null;
      });
      if (placed.status !== 201) {
        soldOut++;
        continue;
      }
      acknowledged.add(placed.body.id);
      const outcome = ['succeed', 'late', 'twice', 'before_response'][n % 4];
      await until(async (url) => {
        const paid = await post(url, buyer, `/${placed.body.id}/pay`, {
          provider: 'test',
          outcome,
          delayMs: 300,
        });
        return paid.body.state === 'paid' || paid.body.code === 'conflict' || outcome === 'late'
          ? paid
          : null;
      });
    }
  };
  const kill = async () => {
    for (let kills = 0; kills < 4 && !isOver; kills++) {
      await pause(700 + random() * 1_500);
      await servers[kills % 2]?.killAndRestart();
      // A key whose server died may be used again after a minute; here the minute has passed.
      await world.records.market((trx) =>
        sql`UPDATE idempotency_keys SET created_at = created_at - interval '61 seconds' WHERE status IS NULL`.execute(
          trx,
        ),
      );
    }
  };
  const killing = kill();
  await Promise.all(Array.from({ length: 8 }, (_, number) => shop(number)));
  isOver = true;
  await killing;

  expect(acknowledged.size).toBe(70);
  expect(soldOut).toBe(8 * 12 - 70);
  expect(claimed.size).toBe(20);
  const count = () =>
    world.records.market(async (trx) => {
      const { rows } = await sql<{ checkouts: number; paid: number; kept: number; due: number; off: number }>`
        SELECT count(*)::int AS checkouts, count(*) FILTER (WHERE c.state = 'paid')::int AS paid,
          coalesce((SELECT sum(CASE kind WHEN 'charge' THEN amount ELSE -amount END) FROM test_charges WHERE state = 'succeeded'), 0)::int AS kept,
          (sum(c.total))::int AS due, (SELECT 100 * count(*) FROM claimed_coupons WHERE state = 'used')::int AS off
        FROM checkouts c WHERE EXISTS (SELECT FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN reservations v ON v.order_line_id = l.id
          WHERE o.parent_id = c.id AND v.sku_id = ${sku.skuId})`.execute(trx);
      const [all] = rows;
      return all && { ...all, kept: all.kept + all.off, due: all.due + all.off, off: all.off > 0 };
    });
  // Every order is paid once in the end, and what was charged beyond it has gone back.
  await expect
    .poll(count, { timeout: 240_000, interval: 500 })
    .toEqual({ checkouts: 70, paid: 70, kept: 70 * 1_001, due: 70 * 1_001, off: true });
  expect(await brokenLaws(world.records)).toEqual([]);
});
