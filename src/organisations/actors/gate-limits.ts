import type { Context } from 'hono';
import { clientAddress, problem, type RateLimit, RateLimiter } from '#platform/http';
import type { Actor } from './actor.ts';

export type Limits = {
  /** Requests of one API key or one signed-in person. */
  readonly actor: RateLimit;
  /** Requests with a key that is not valid, by address. */
  readonly wrongKey: RateLimit;
  /** Everything that hashes a password or checks a code, by address. */
  readonly signIn: RateLimit;
  /** Failed sign-ins of one e-mail address, from wherever. */
  readonly failedSignIn: RateLimit;
};

const minuteMs = 60_000;

/** High enough for a busy program or an office behind one address, low enough that guessing is hopeless. */
export const defaultLimits: Limits = {
  actor: { requestsMax: 6_000, perMs: minuteMs },
  wrongKey: { requestsMax: 300, perMs: minuteMs },
  signIn: { requestsMax: 120, perMs: minuteMs },
  failedSignIn: { requestsMax: 10, perMs: minuteMs },
};

export function openLimiters(limits: Limits) {
  return {
    actor: new RateLimiter(limits.actor),
    wrongKey: new RateLimiter(limits.wrongKey),
    signIn: new RateLimiter(limits.signIn),
    failedSignIn: new RateLimiter(limits.failedSignIn),
  };
}
export type Limiters = ReturnType<typeof openLimiters>;

/** The name under which requests without a known sender are counted. */
export function addressName(c: Context): string {
  return clientAddress(c) ?? 'unknown';
}

export function actorName(actor: Actor): string {
  return actor.kind === 'member' ? actor.memberId : actor.keyId;
}

export function tooManyRequests(c: Context, retryAfterMs: number): Response {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  c.header('retry-after', String(seconds));
  return problem(c, { code: 'too_many_requests', detail: `Too many requests: try again in ${seconds} s.` });
}
