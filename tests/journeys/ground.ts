import type { Browser, Page } from 'playwright-core';
import { sendFreshTrade } from '../../src/simulator/index.ts';
import { type Look, openChromium, openVisit, type Storage, signIn } from './chromium.ts';
import { openOwner } from './owner.ts';
import { type DemoSignIn, startProduct } from './product.ts';

export type Entered = {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
};

/** As many ad plans as the demo starts, last of all that it brings. */
export const demoPlans = 6;

/** What all journeys stand on: one running product with its small demo world, and one browser. */
export type Ground = {
  readonly demo: DemoSignIn;
  /** The data folder of the product. */
  readonly folder: string;
  readonly browser: Browser;
  /** A signed-in visit; closing it fails when the browser complained. */
  readonly enter: (look: Look) => Promise<Entered>;
  /** An order of the demo, with the number that its seller gave it. */
  readonly someOrder: () => Promise<{ readonly id: string; readonly externalId: string }>;
  readonly gmvOfLast30Days: () => Promise<number>;
  /** Sends an order as a seller's server would; answers when it was acknowledged. */
  readonly sendFreshOrder: () => Promise<number>;
  /** Waits until no facts were written for a while, such as those of the demo that is still coming in. */
  readonly quiet: () => Promise<void>;
  /** Asks the API with the demo's key: GET, or POST where there is a body. */
  readonly ask: <Answer>(path: string, body?: object) => Promise<Answer>;
  /** Asks the API as the demo's owner, in an organisation of theirs. */
  readonly asOwner: <Answer>(organizationId: string, path: string, body: object) => Promise<Answer>;
  /** Founds another organisation of the owner and answers its id. */
  readonly newOrganization: (name: string) => Promise<string>;
  readonly leave: () => Promise<void>;
};

export async function openGround(): Promise<Ground> {
  const product = await startProduct('small');
  const browser = await openChromium();
  const { demo, folder } = product;
  let storage: Storage | undefined;
  const owner = openOwner(demo);
  return {
    demo,
    folder,
    browser,
    enter: async (look) => {
      const { context, page, complaints } = await openVisit(browser, demo.url, look, storage);
      if (!storage) {
        await signIn(page, demo);
        storage = await context.storageState();
      }
      const close = async () => {
        await context.close();
        if (complaints.length > 0) throw new Error(`The browser complained: ${complaints.join('\n')}`);
      };
      return { page, complaints, close };
    },
    someOrder: async () => {
      const answer = await fetch(`${demo.url}/api/orders?origin=import&limit=1`, {
        headers: { authorization: `Bearer ${demo.apiKey}` },
      });
      const { items } = (await answer.json()) as { items: { id: string; externalId: string }[] };
      const [order] = items;
      if (!order) throw new Error('The demo has no order.');
      return order;
    },
    gmvOfLast30Days: async () => {
      const day = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
      const range = { from: day(Date.now() - 29 * 86_400_000), to: day(Date.now()) };
      const answer = await fetch(`${demo.url}/api/metrics/query`, {
        method: 'POST',
        headers: { authorization: `Bearer ${demo.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ metrics: ['gmv'], range }),
      });
      const { rows } = (await answer.json()) as { rows: { values: { gmv: number } }[] };
      return rows[0]?.values.gmv ?? 0;
    },
    sendFreshOrder: async () => {
      await sendFreshTrade({ ...demo, orders: 1 });
      return Date.now();
    },
    quiet: async () => {
      for (let attempt = 0; attempt < 300; attempt++) {
        if ((await factsAgoMs(demo)) > quietMs) return;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
      throw new Error('Facts are written all the time.');
    },
    ask: async <Answer>(path: string, body?: object): Promise<Answer> => {
      const answer = await fetch(demo.url + path, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${demo.apiKey}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as Answer;
    },
    asOwner: async (organizationId, path, body) => {
      await owner('/api/session', { organizationId });
      return owner(path, body);
    },
    newOrganization: async (name) => {
      const founded = { name, zone: 'Asia/Shanghai', currency: 'CNY' };
      return (await owner<{ id: string }>('/api/organizations', founded)).id;
    },
    leave: async () => {
      await browser.close();
      await product.stop();
    },
  };
}

/** Longer than what a screen takes for news. */
const quietMs = 8_000;

/** How long ago facts changed, as the line of news says when it opens. */
async function factsAgoMs({ url, apiKey }: DemoSignIn): Promise<number> {
  const leave = new AbortController();
  const answer = await fetch(`${url}/api/live`, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: leave.signal,
  });
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  leave.abort();
  const said = /"factsAgoMs":(\d+)/.exec(new TextDecoder().decode(first?.value));
  return Number(said?.[1] ?? 0);
}
