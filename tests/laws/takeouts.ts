import { sql } from 'kysely';
import { beginTakeout } from '#platform/takeout';
import type { TestWorld } from '#platform/testing';
import { takeoutParts } from '../../src/server/takeout-parts.ts';
import { takeoutOf } from '../../src/shop/takeout/takeout-of-store.ts';
import type { Takeout } from '../api/takeout/takeout-fixture.ts';

/** What a shopper has of each, in minor units where it is money. */
type Sums = Readonly<Record<(typeof counted)[number], number>>;
const counted = ['orders', 'paid', 'refunded', 'payments', 'discount', 'checkouts', 'coupons'] as const;

/** What is wrong with the takeouts of everybody who was here today, as sentences; there is nothing. */
export async function wrongTakeouts(world: TestWorld): Promise<{ shoppers: number; wrong: string[] }> {
  const wrong: string[] = [];
  const ordersOf = new Map<string, string>();
  const kept = await sumsOfRecords(world);
  for (const { id, person, ...sums } of kept) {
    const told = await read(world, { id, person });
    for (const order of told.orders) {
      const other = ordersOf.get(order.id);
      if (other !== undefined) wrong.push(`${order.id} is in the takeouts of ${other} and ${id}`);
      ordersOf.set(order.id, id);
    }
    const own = sumsOf(told);
    for (const what of counted)
      if (own[what] !== sums[what]) wrong.push(`${id}: ${what} ${own[what]} instead of ${sums[what]}`);
  }
  return { shoppers: kept.length, wrong };
}

async function read(world: TestWorld, shopper: Parameters<typeof takeoutOf>[1]): Promise<Takeout> {
  let text = '';
  const of = await takeoutOf(world.records, shopper);
  for await (const piece of await beginTakeout({}, takeoutParts(world), of)) text += piece;
  return JSON.parse(text) as Takeout;
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

function sumsOf({ orders, checkouts, coupons }: Takeout): Sums {
  const lines = orders.flatMap((order) => order.lines);
  return {
    orders: orders.length,
    paid: sum(orders.map(({ total }) => total)),
    refunded: sum(lines.map(({ refunded }) => refunded)),
    payments: sum(orders.flatMap(({ payments }) => payments.map(({ amount }) => amount))),
    discount: sum(lines.flatMap(({ discounts }) => discounts.map(({ amount }) => amount))),
    checkouts: checkouts.length,
    coupons: coupons.length,
  };
}

type Kept = Sums & Parameters<typeof takeoutOf>[1];

/** The same of every shopper, guests who became somebody left out: theirs is with whom they became. */
async function sumsOfRecords({ records }: TestWorld): Promise<readonly Kept[]> {
  const { rows } = await records.market((trx) =>
    sql<Kept>`
      SELECT s.id, s.person,
        (SELECT count(*)::int FROM orders WHERE shopper_id = s.id) AS orders,
        (SELECT coalesce(sum(l.user_paid), 0)::int FROM order_lines l JOIN orders o ON o.id = l.order_id
          WHERE o.shopper_id = s.id) AS paid,
        (SELECT coalesce(sum(l.refunded), 0)::int FROM order_lines l JOIN orders o ON o.id = l.order_id
          WHERE o.shopper_id = s.id) AS refunded,
        (SELECT coalesce(sum(p.amount), 0)::int FROM payments p JOIN orders o ON o.id = p.order_id
          WHERE o.shopper_id = s.id) AS payments,
        (SELECT coalesce(sum(d.amount), 0)::int FROM order_discounts d JOIN orders o ON o.id = d.order_id
          WHERE o.shopper_id = s.id) AS discount,
        (SELECT count(*)::int FROM checkouts WHERE shopper_id = s.id) AS checkouts,
        (SELECT count(*)::int FROM claimed_coupons WHERE shopper_id = s.id) AS coupons
      FROM shoppers s WHERE s.sealed_with IS NOT NULL ORDER BY s.id`.execute(trx),
  );
  return rows;
}
