import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import type { ShopperId } from '#kernel/ids';
import { hashToken, newToken } from '#organisations';
import {
  clientAddress,
  type MeadowEnv,
  newRouter,
  problemResponses,
  RateLimiter,
  RefusalError,
} from '#platform/http';
import { forbiddenIn } from '../catalogue/review/review.ts';
import { shopperPatch, shopperSession, shopperSignIn, shopperSignUp, shopperView } from '../contract.ts';
import { answers, granted, jsonBody } from '../route-parts.ts';
import { eraseShopper } from './erase-store.ts';
import { holdPace } from './hold-pace.ts';
import {
  requireShopper,
  type ShopperGate,
  sessionCookie,
  sessionTokenOf,
  shopperOf,
} from './require-shopper.ts';
import { showShopper } from './session-routes.ts';
import { sessionDays } from './shopper.ts';
import { type SignInParts, signIn, signUp } from './sign-in.ts';
import { changeShopper, endSession, replaceSession } from './sign-in-store.ts';

const common = { tags: ['Storefront'], middleware: [requireShopper] };
const minuteMs = 60_000;
/** Everything that hashes a password, by address: a household or an office stays below. */
const triesPerMinuteMax = 60;
/** Wrong passwords of one e-mail address, from wherever. */
const failuresPerMinuteMax = 10;

const enroll = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/sign-up',
  summary: 'A guest gets an e-mail address and a password; cart and likes stay theirs',
  request: { body: jsonBody(shopperSignUp) },
  responses: answers('The shopper, with a new token', shopperSession),
});
const enter = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/sign-in',
  summary: 'Sign in; a guest hands cart, addresses and orders over to who they turn out to be',
  request: { body: jsonBody(shopperSignIn) },
  responses: answers('The shopper, with a new token', shopperSession),
});
const leave = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/sign-out',
  summary: 'End this session; the next request begins as a new guest',
  responses: { 204: { description: 'The session is over' }, ...problemResponses },
});
const change = createRoute({
  ...common,
  method: 'patch',
  path: '/api/storefront/me',
  summary: 'Change the nickname that stands beside comments, or the language',
  request: { body: jsonBody(shopperPatch) },
  responses: answers('The shopper as they are now', shopperView),
});
const erase = createRoute({
  ...common,
  method: 'delete',
  path: '/api/storefront/me',
  summary: 'Erase me: address, e-mail and cart are gone for good; orders stay without saying whose they were',
  responses: { 204: { description: 'Nothing here says any more who you are' }, ...problemResponses },
});

export type SignInRouteParts = SignInParts & { readonly gate: ShopperGate; readonly isHttps: boolean };

export function signInRoutes(parts: SignInRouteParts) {
  const { records, gate } = parts;
  const tries = new RateLimiter({ requestsMax: triesPerMinuteMax, perMs: minuteMs });
  const failures = new RateLimiter({ requestsMax: failuresPerMinuteMax, perMs: minuteMs });

  return newRouter()
    .openapi(enroll, async (c) => {
      holdPace(c, tries, clientAddress(c) ?? 'unknown');
      const input = c.req.valid('json');
      refuseForbidden(input.nickname);
      const id = granted(await signUp(parts, shopperOf(c), input));
      return c.json(await freshSession(parts, c, id), 200);
    })
    .openapi(enter, async (c) => {
      holdPace(c, tries, clientAddress(c) ?? 'unknown');
      const input = c.req.valid('json');
      // Taken beforehand and given back on success, so that guesses sent all at once count as well.
      holdPace(c, failures, input.email);
      const id = granted(await signIn(parts, shopperOf(c), input));
      failures.forget(input.email);
      return c.json(await freshSession(parts, c, id), 200);
    })
    .openapi(leave, async (c) => {
      const token = sessionTokenOf(c) ?? '';
      await endSession(records, hashToken(token));
      gate.forget(token);
      deleteCookie(c, sessionCookie, { path: '/' });
      return c.body(null, 204);
    })
    .openapi(change, async (c) => {
      const { nickname, locale } = c.req.valid('json');
      refuseForbidden(nickname);
      const shopper = shopperOf(c);
      const changed = {
        ...(nickname === undefined ? {} : { nickname }),
        ...(locale === undefined ? {} : { locale }),
      };
      await changeShopper(records, shopper.id, changed);
      gate.forget(sessionTokenOf(c) ?? '');
      c.header('cache-control', 'no-store');
      return c.json(showShopper({ ...shopper, ...changed }), 200);
    })
    .openapi(erase, async (c) => {
      granted(await eraseShopper(records, shopperOf(c).id));
      gate.forget(sessionTokenOf(c) ?? '');
      deleteCookie(c, sessionCookie, { path: '/' });
      return c.body(null, 204);
    });
}

function refuseForbidden(nickname: string | null | undefined): void {
  const [word] = forbiddenIn(nickname ?? '');
  if (word !== undefined)
    throw new RefusalError({
      code: 'blocked_words',
      detail: `A nickname may not say “${word}”.`,
      field: 'nickname',
    });
}

/** A session in place of the one that asked, by cookie for pages and by token for programs. */
async function freshSession(
  { records, gate, isHttps }: SignInRouteParts,
  c: Context<MeadowEnv>,
  id: ShopperId,
) {
  const old = sessionTokenOf(c) ?? '';
  const session = newToken('shopperSession');
  await replaceSession(records, id, hashToken(old), session.hash);
  gate.forget(old);
  setCookie(c, sessionCookie, session.secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isHttps,
    maxAge: sessionDays * 86_400,
  });
  c.header('cache-control', 'no-store');
  const shopper = await gate.find(session.secret);
  if (!shopper) throw new Error('A session that was just begun is not found.');
  return { shopper: showShopper(shopper), token: session.secret };
}
