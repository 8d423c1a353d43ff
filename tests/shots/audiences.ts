import type { DemoSignIn } from '../journeys/product.ts';

const name = (of: string) => `截图 ${of}`;
const lately = { lastDays: 30 };
const rules: Readonly<Record<string, object>> = {
  来访: { kind: 'last', what: { action: 'visited' }, op: 'within', days: 30 },
  买过: { kind: 'bought', measure: 'orders', op: 'at_least', value: 1, window: lately },
  看过: {
    kind: 'did',
    what: { action: 'viewed_product' },
    times: { op: 'at_least', value: 2 },
    window: lately,
  },
};

/** Audiences to be portrayed and compared. A second run finds them there. */
export async function leaveAudiences({ url, apiKey }: DemoSignIn): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const listed = await fetch(`${url}/api/audiences?limit=200`, { headers });
  const { items } = (await listed.json()) as { items: { name: string }[] };
  for (const [of, rule] of Object.entries(rules)) {
    if (items.some((item) => item.name === name(of))) continue;
    const body = JSON.stringify({ name: name(of), rule });
    const answer = await fetch(`${url}/api/audiences`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`An audience was answered ${answer.status}: ${await answer.text()}`);
  }
}
