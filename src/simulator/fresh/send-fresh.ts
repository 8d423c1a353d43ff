import { openApi } from '../loading/api.ts';
import { buildStructure } from '../loading/build-structure.ts';
import { freshTrade } from './fresh-trade.ts';

export type FreshSending = {
  readonly url: string;
  readonly apiKey: string;
  /** A server's write key: it may carry orders. */
  readonly writeKey: string;
  readonly orders: number;
};

/** The collector takes batches of 500 KB; a hundred events are a tenth of that. */
const messagesPerBatch = 100;

/** Sends a few orders that have just been made, with the visits that led to them, to the demo's collector. */
export async function sendFreshTrade(sending: FreshSending): Promise<{ readonly events: number }> {
  await buildStructure(openApi(sending.url, sending.apiKey));
  const messages = freshTrade(Date.now().toString(36), sending.orders, Date.now());
  for (let start = 0; start < messages.length; start += messagesPerBatch) {
    const answer = await fetch(`${sending.url}/v1/batch`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${sending.writeKey}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ batch: messages.slice(start, start + messagesPerBatch) }),
    });
    if (!answer.ok) throw new Error(`The collector answered ${answer.status}: ${await answer.text()}`);
  }
  return { events: messages.length };
}
