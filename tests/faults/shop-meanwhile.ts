import { pickUpPhone } from '../../src/simulator/index.ts';
import type { DemoSignIn } from '../journeys/product.ts';

/** Watches, puts what a video shows into the cart and buys it; answers the number of orders that are paid. */
export async function shopMeanwhile({ url, apiKey }: DemoSignIn): Promise<number> {
  const phone = await pickUpPhone(url, apiKey, 'zh', AbortSignal.timeout(120_000));
  const { items } = await phone.feed();
  const item = items.find(({ video }) => video.products.some(({ soldOut }) => !soldOut));
  if (!item) throw new Error(`Of ${items.length} videos in the feed none has anything to buy.`);
  await phone.react(item.video.id, 'like', item.touch);
  const { skus } = await phone.product(item.video.products[0]?.id ?? '');
  const sku = skus.find(({ available }) => available > 0);
  if (!sku) throw new Error('Nothing of the product is left.');
  await phone.putInCart(sku.id, 1, item.touch, 3);
  const placed = await phone.place(await phone.addAddress(), await phone.quote());
  const { state } = await phone.pay(placed.id, 'succeed');
  if (state !== 'paid') throw new Error(`The checkout is ${state}.`);
  const orders = await phone.orders();
  return orders.filter((order) => order.state === 'paid').length;
}
