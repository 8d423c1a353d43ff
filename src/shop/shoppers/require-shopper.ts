import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { type AnswerOnce, crossSiteRefusal, hashToken, isToken } from '#organisations';
import { Gathering } from '#platform/gathering';
import { type MeadowEnv, problem, RateLimiter } from '#platform/http';
import { BriefMemory } from '#platform/memory';
import type { Records } from '#platform/records';
import type { Shopper } from './shopper.ts';
import { findShoppersByToken } from './shoppers-store.ts';

export const sessionCookie = 'meadow.shopper';

/** A session that was ended elsewhere stops within this time. */
const memoryMs = 3_000;
/** Of one shopper: a thumb cannot swipe this fast, a runaway script can. */
const requestsPerMinuteMax = 1_200;

export type ShopperGate = {
  readonly find: (token: string) => Promise<Shopper | null>;
  /** After a session or a shopper changed. */
  readonly forget: (token: string) => void;
  readonly limiter: RateLimiter;
  readonly answerOnce: AnswerOnce;
};

const gateKey = 'shopperGate';

export function openShopperGate(records: Records, answerOnce: AnswerOnce): ShopperGate {
  const lookUps = new Gathering((hashes: readonly Buffer[]) => findShoppersByToken(records, hashes), {
    batchMax: 500,
  });
  const sessions = new BriefMemory<Shopper | null>({ lifeMs: memoryMs });
  const nameOf = (token: string) => hashToken(token).toString('base64');
  return {
    find: async (token) =>
      isToken('shopperSession', token)
        ? sessions.get(nameOf(token), () => lookUps.ask(hashToken(token)))
        : null,
    forget: (token) => sessions.forget(nameOf(token)),
    limiter: new RateLimiter({ requestsMax: requestsPerMinuteMax, perMs: 60_000 }),
    answerOnce,
  };
}

/** Hands every request what `requireShopper` needs. */
export function handOutShopperGate(gate: ShopperGate): MiddlewareHandler<MeadowEnv> {
  return async (c, next) => {
    c.set(gateKey, gate);
    await next();
  };
}

/** The session's token as it came: the cookie of a page, or `Authorization: Bearer css_…` of a program. */
export function sessionTokenOf(c: Parameters<MiddlewareHandler>[0]): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return bearer ?? getCookie(c, sessionCookie) ?? null;
}

/**
 * Puts who watches or buys into `c.var.shopper`, or answers 401, 403 or 429. Writes behind it honour
 * `Idempotency-Key`, in a space of the shopper's own.
 */
export const requireShopper: MiddlewareHandler<MeadowEnv> = async (c, next) => {
  const gate = c.get(gateKey) as ShopperGate | undefined;
  if (!gate) throw new Error('requireShopper runs without the shop’s gate before it.');
  const refused = crossSiteRefusal(c);
  if (refused) return refused;
  const token = sessionTokenOf(c);
  const shopper = token === null ? null : await gate.find(token);
  if (!shopper)
    return problem(c, {
      code: 'not_signed_in',
      detail: 'There is no shopper’s session: begin one with POST /api/storefront/session.',
    });
  const pace = gate.limiter.take(shopper.id);
  if (!pace.allowed) {
    const seconds = Math.max(1, Math.ceil(pace.retryAfterMs / 1000));
    c.header('retry-after', String(seconds));
    return problem(c, { code: 'too_many_requests', detail: `Too many requests: try again in ${seconds} s.` });
  }
  c.set('shopper', shopper);
  return gate.answerOnce(c, { space: shopper.id, who: 'shopper' }, next);
};

/** The shopper that `requireShopper` found. A route that asks without it is a bug. */
export function shopperOf(c: { get: (key: 'shopper') => unknown }): Shopper {
  const shopper = c.get('shopper') as Shopper | undefined;
  if (!shopper) throw new Error('A route asks for its shopper without requireShopper before it.');
  return shopper;
}
