import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type OrganizationId, type ProductId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { addShop, addSku } from '../checkout/laws/market-fixture.ts';
import { soldCountsSubscriber } from './count-sold.ts';
import { openShelf } from './open-shelf.ts';

let world: TestWorld;
let organizationId: OrganizationId;
let shopId: string;
beforeAll(async () => {
  world = await openTestWorld();
  organizationId = await world.newOrganization();
  shopId = await addShop(world.records, organizationId);
});
afterAll(() => world.close());

async function order(productId: string, quantity: number, state: 'paid' | 'awaiting_payment') {
  const id = newId('order');
  await world.records.organization(organizationId, async (trx) => {
    await trx
      .insertInto('orders')
      .values({
        id,
        organization_id: organizationId,
        shop_id: shopId,
        origin: 'checkout',
        state,
        currency: 'CNY',
        ordered_at: new Date(),
        paid_at: state === 'paid' ? new Date() : null,
      })
      .execute();
    await trx
      .insertInto('order_lines')
      .values({
        id: newId('orderLine'),
        organization_id: organizationId,
        order_id: id,
        line_number: 1,
        product_id: productId,
        sku: 'A',
        title: 'Tea',
        quantity,
        gmv: 100,
        user_paid: 100,
      })
      .execute();
  });
  return id;
}

it('counts the units of an order once, when it is paid, however often it is told of', async () => {
  const sku = await addSku(world.records, organizationId, shopId, { price: 100, onHand: 50 });
  const paid = [await order(sku.productId, 2, 'paid'), await order(sku.productId, 3, 'paid')];
  const waiting = await order(sku.productId, 7, 'awaiting_payment');
  const subscriber = soldCountsSubscriber(world.records);
  const told = (orderIds: readonly string[]) =>
    subscriber.handle([
      {
        id: 1,
        organizationId,
        topic: 'orders.changed',
        payload: { orderIds, refundIds: [] },
        traceparent: null,
        createdAt: new Date(),
      },
    ]);
  await Promise.all([told([...paid, waiting]), told(paid)]);
  await told(paid);
  const id = sku.productId as ProductId;
  const card = (await openShelf(world.records).cardsOf([id])).get(id);
  expect(card).toMatchObject({ soldCount: 5, soldOut: false, price: 100 });
});

it('a product of nobody has no card and no owner', async () => {
  const unknown = newId('product');
  const shelf = openShelf(world.records);
  expect([(await shelf.cardsOf([unknown])).size, (await shelf.ownersOf([unknown])).size]).toEqual([0, 0]);
});
