import type { DemoSignIn } from '../journeys/product.ts';

/** Asks the API with the demo's key: GET, or POST where there is a body. */
export type Ask = <Answer>(path: string, body?: object) => Promise<Answer>;

export const askOf =
  ({ url, apiKey }: DemoSignIn): Ask =>
  async <Answer>(path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };

/** Waits for what the servers do by themselves within the minute. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 180; attempt++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`Waited in vain: ${what}`);
}
