import { newRouter, problem, RefusalError } from '#platform/http';
import { openTestWorld } from '#platform/testing';
import type { Limits } from './actors/gate-limits.ts';
import { createOrganizationWithOwner, type FirstOwner } from './founding/found-organization.ts';
import type { Founding } from './founding/founding.ts';
import { newToken } from './keys/secret-token.ts';
import type { Mail } from './mail/mail.ts';
import { openOrganisations } from './organisations.ts';

export const password = 'correct horse battery staple';

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

/** The routes of this context on real stores, and people and programs to ask them. */
export async function openHouse(
  baseUrl = 'http://meadow.test',
  limits: Partial<Limits> = {},
  steadyNow?: () => number,
) {
  const world = await openTestWorld();
  const mails: Mail[] = [];
  const organisations = openOrganisations({
    records: world.records,
    secret: world.instanceSecret,
    baseUrl,
    limits,
    ...(steadyNow ? { steadyNow } : {}),
    tellMail: (mail) => mails.push(mail),
  });
  const app = newRouter();
  app.use(organisations.identify);
  app.route('/', organisations.routes);
  app.onError((error, c) => {
    if (error instanceof RefusalError) return problem(c, error.refusal);
    throw error;
  });

  const send = async (method: string, path: string, body?: unknown, headers: HeadersInit = {}) => {
    const sent = new Headers(headers);
    if (body !== undefined) sent.set('content-type', 'application/json');
    const answer = await app.request(`${baseUrl}${path}`, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the wire carries
      body: (text ? JSON.parse(text) : {}) as any,
    };
  };

  /** Asks as one person or program: the same headers on every request. */
  const as = (headers: HeadersInit) => ({
    get: (path: string) => send('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}, more: Record<string, string> = {}) =>
      send('POST', path, body, { ...Object.fromEntries(new Headers(headers)), ...more }),
    patch: (path: string, body: unknown) => send('PATCH', path, body, headers),
    delete: (path: string) => send('DELETE', path, undefined, headers),
  });

  const signIn = async (email: string, secret = password) => {
    const answer = await send('POST', '/api/auth/sign-in/email', { email, password: secret });
    if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${JSON.stringify(answer.body)}`);
    return as({ cookie: cookieOf(answer.headers) });
  };

  let founded = 0;
  const found = async (founding: Partial<Founding> = {}, owner: Partial<FirstOwner> = {}) => {
    founded += 1;
    const email = owner.email ?? `owner${founded}@example.com`;
    const apiKey = newToken('apiKey');
    const serverWriteKey = newToken('serverWriteKey');
    const result = await createOrganizationWithOwner(
      world.records,
      {
        organization: { name: `Organisation ${founded}`, zone: 'Asia/Shanghai', currency: 'CNY' },
        ...founding,
      },
      { email, name: `Owner ${founded}`, password, isOperator: false, ...owner },
      { apiKey, serverWriteKey },
    );
    if (!result.ok) throw new Error(result.refusal.detail);
    return {
      ...result.value,
      email,
      apiKey: apiKey.secret,
      writeKey: serverWriteKey.secret,
      program: as({ authorization: `Bearer ${apiKey.secret}` }),
    };
  };

  return {
    world,
    organisations,
    app,
    mails,
    send,
    as,
    signIn,
    found,
    close: async () => {
      await organisations.close();
      await world.close();
    },
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** The cookies an answer set, as the next request sends them. */
export function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
