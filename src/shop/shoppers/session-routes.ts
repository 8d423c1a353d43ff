import { createRoute, type z } from '@hono/zod-openapi';
import { setCookie } from 'hono/cookie';
import { newId, showId } from '#kernel/ids';
import { crossSiteRefusal, newToken, type Organisations } from '#organisations';
import {
  clientAddress,
  newRouter,
  problem,
  problemResponses,
  RateLimiter,
  RefusalError,
} from '#platform/http';
import type { Records } from '#platform/records';
import type { Sealing } from '#platform/sealing';
import { shopperSession, shopperSessionStart, shopperView } from '../contract.ts';
import { answers } from '../route-parts.ts';
import {
  requireShopper,
  type ShopperGate,
  sessionCookie,
  sessionTokenOf,
  shopperOf,
} from './require-shopper.ts';
import { type Shopper, sessionDays } from './shopper.ts';
import { addShopper } from './shoppers-store.ts';

export type SessionParts = {
  readonly records: Records;
  readonly sealing: Sealing;
  readonly gate: ShopperGate;
  /** A person number for a new shopper. */
  readonly numberShopper: (shopperId: string) => Promise<number>;
  readonly resolveActor: Organisations['resolveActor'];
  /** Whether cookies may travel over https only. */
  readonly isHttps: boolean;
};

/** New guests from one address; a program that simulates shoppers shows its key instead. */
const guestsPerMinuteMax = 120;

const begin = createRoute({
  method: 'post',
  path: '/api/storefront/session',
  tags: ['Storefront'],
  summary: 'Who is watching; begins a guest’s session where there is none',
  description:
    'Sets a cookie; programs send the answered `token` as `Authorization: Bearer` instead. With an API key that may simulate (`simulation:write`), the new shopper is marked simulated and the limit per address does not hold.',
  request: {
    body: { required: false, content: { 'application/json': { schema: shopperSessionStart } } },
  },
  responses: {
    201: { description: 'A new guest', content: { 'application/json': { schema: shopperSession } } },
    ...answers('Who is watching', shopperSession),
  },
});

const me = createRoute({
  method: 'get',
  path: '/api/storefront/me',
  tags: ['Storefront'],
  summary: 'Who is watching',
  middleware: [requireShopper] as const,
  responses: {
    200: { description: 'The shopper', content: { 'application/json': { schema: shopperView } } },
    ...problemResponses,
  },
});

export function sessionRoutes(parts: SessionParts) {
  const guests = new RateLimiter({ requestsMax: guestsPerMinuteMax, perMs: 60_000 });
  return newRouter()
    .openapi(begin, async (c) => {
      const refused = crossSiteRefusal(c);
      if (refused) return refused as never;
      c.header('cache-control', 'no-store');
      const token = sessionTokenOf(c);
      const known = token === null ? null : await parts.gate.find(token);
      if (known) return c.json({ shopper: showShopper(known), token: null }, 200);

      const simulated = await maySimulate(parts, c.req.raw);
      if (!simulated && !guests.take(clientAddress(c) ?? 'unknown').allowed) {
        c.header('retry-after', '60');
        const detail = 'Too many new shoppers come from this address: try again in a minute.';
        return problem(c, { code: 'too_many_requests', detail }) as never;
      }
      const session = newToken('shopperSession');
      const shopper = await newGuest(parts, c.req.valid('json')?.locale ?? null, simulated, session.hash);
      setCookie(c, sessionCookie, session.secret, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: parts.isHttps,
        maxAge: sessionDays * 86_400,
      });
      return c.json({ shopper: showShopper(shopper), token: session.secret }, 201);
    })
    .openapi(me, (c) => {
      c.header('cache-control', 'no-store');
      return c.json(showShopper(shopperOf(c)), 200);
    });
}

export const showShopper = (shopper: Shopper): z.infer<typeof shopperView> => ({
  id: showId('shopper', shopper.id),
  nickname: shopper.nickname,
  isGuest: shopper.isGuest,
  locale: shopper.locale,
  simulated: shopper.simulated,
});

async function newGuest(
  { records, sealing, numberShopper }: SessionParts,
  locale: Shopper['locale'],
  simulated: boolean,
  tokenHash: Buffer,
): Promise<Shopper> {
  const id = newId('shopper');
  const person = await numberShopper(id);
  await addShopper(records, { id, person, sealedWith: sealing.newKey(), locale, simulated }, tokenHash);
  return { id, person, nickname: null, isGuest: true, locale, simulated };
}

/** A key in Authorization that is no shopper's session must be one that may simulate. */
async function maySimulate({ resolveActor }: SessionParts, request: Request): Promise<boolean> {
  if (!request.headers.has('authorization')) return false;
  const actor = await resolveActor(request);
  if (!actor.ok) throw new RefusalError(actor.refusal);
  if (!actor.value.permissions.has('simulation:write'))
    throw new RefusalError({ code: 'forbidden', detail: 'This needs the permission simulation:write.' });
  return true;
}
