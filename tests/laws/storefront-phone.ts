import { setTimeout as pause } from 'node:timers/promises';

/** One device of a made-up shopper, which knows nothing but the storefront's API. */
export type StorefrontPhone = {
  /** Asks a storefront route; whoever does not expect a refusal lets it be thrown. */
  readonly ask: <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;
  /** Signs up or in; the device holds a new token then. */
  readonly enter: (how: 'sign-up' | 'sign-in', email: string) => Promise<void>;
};

export class Refused extends Error {
  readonly code: string;
  constructor(path: string, status: number, code: string) {
    super(`${path} answered ${status} ${code}`);
    this.code = code;
  }
}

const password = 'a password for a day';
const triesMax = 30;

/** Begins as a guest, marked simulated by a key that may do so. */
export async function pickUpPhone(url: string, apiKey: string): Promise<StorefrontPhone> {
  let token = apiKey;
  const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    for (let tries = 1; ; tries++) {
      const answer = await fetch(`${url}/api/storefront${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      });
      // A limit of the pace is no refusal: the next minute has room again.
      if (answer.status === 429 && tries < triesMax) {
        await pause(Number(answer.headers.get('retry-after') ?? 1) * 1_000);
        continue;
      }
      const said = (await answer.json()) as Answer & { readonly code?: string };
      if (!answer.ok) throw new Refused(path, answer.status, said.code ?? 'unknown');
      return said;
    }
  };
  token = (await ask<{ token: string }>('POST', '/session', { locale: 'zh' })).token;
  return {
    ask,
    enter: async (how, email) => {
      token = (await ask<{ token: string }>('POST', `/${how}`, { email, password })).token;
    },
  };
}
