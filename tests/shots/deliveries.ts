import type { DeliveryResult, DeliveryTarget, DeliveryView } from '../../src/audiences/contract.ts';
import type { ProductRow } from '../../src/shop/contract.ts';
import { apiShopper, buyOne } from '../journeys/api-shopper.ts';
import type { DemoSignIn } from '../journeys/product.ts';
import { type Ask, until } from './ask.ts';
import type { Audiences } from './audiences.ts';

/** Ids of deliveries in the states that there are. */
export type Deliveries = Readonly<
  Record<'measured' | 'slots' | 'file' | 'webhook' | 'withdrawn' | 'unmeasured', string>
>;

const guestsCount = 12;
/** Nobody listens there: a webhook that is refused, with parcels that wait. */
const closedDoor = 'http://127.0.0.1:9/people';

/** A second run finds them there. Webhooks need a product that lets them lead to this machine. */
export async function leaveDeliveries(ask: Ask, demo: DemoSignIn, to: Audiences): Promise<Deliveries> {
  const { items } = await ask<{ items: DeliveryView[] }>('/api/audience-deliveries?limit=200');
  const deliver = async (
    audienceId: string,
    target: DeliveryTarget,
    holdOutPercent: number,
    url: string | null = null,
  ) =>
    items.find(
      (one) =>
        one.audience.id === audienceId && one.target === target && one.holdOutPercent === holdOutPercent,
    ) ?? ask<DeliveryView>('/api/audience-deliveries', { audienceId, target, holdOutPercent, url });
  const visitors = to.visited.id;
  const measured = await deliver(visitors, 'ads', 30);
  const slots = await deliver(visitors, 'slots', 30);
  const unmeasured = await deliver(visitors, 'coupons', 0);
  const file = await deliver(visitors, 'file', 10);
  const webhook = await deliver(visitors, 'webhook', 10, closedDoor);
  const withdrawn = await deliver(to.frozen.id, 'ads', 20);
  if (withdrawn.state !== 'withdrawn') await ask(`/api/audience-deliveries/${withdrawn.id}/withdraw`, {});
  await letGuestsBuy(ask, demo, measured.id);
  const stateOf = (id: string) => ask<DeliveryView>(`/api/audience-deliveries/${id}`);
  await until('the webhook is refused', async () => (await stateOf(webhook.id)).problem !== null);
  await until('the file is written', async () => (await stateOf(file.id)).state !== 'preparing');
  return {
    measured: measured.id,
    slots: slots.id,
    unmeasured: unmeasured.id,
    file: file.id,
    webhook: webhook.id,
    withdrawn: withdrawn.id,
  };
}

/** Enough people buy after the delivery began for its result to say something. */
async function letGuestsBuy(ask: Ask, demo: DemoSignIn, deliveryId: string): Promise<void> {
  const isTold = async () => {
    const told = await ask<DeliveryResult>(`/api/audience-deliveries/${deliveryId}/result`);
    return told.verdict !== 'too_few';
  };
  if (await isTold()) return;
  const { items } = await ask<{ items: ProductRow[] }>('/api/products?shelf=online&limit=50');
  const product = items.find(({ available }) => available > guestsCount);
  if (!product) throw new Error('The demo sells nothing.');
  for (let number = 0; number < guestsCount; number++) {
    const guest = await apiShopper(demo.url, demo.apiKey);
    const at = new Date().toISOString();
    const event = { id: crypto.randomUUID(), at, event: 'Product Viewed', productId: product.id };
    await guest.ask('POST', '/api/storefront/events', { events: [event] });
    await buyOne(guest, product.id);
  }
  await until('enough people bought', isTold);
}
