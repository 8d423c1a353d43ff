import type { MiddlewareHandler } from 'hono';
import { type MeadowEnv, problem } from '#platform/http';
import type { AnswerOnce } from '../idempotency/answer-once.ts';
import type { Actor } from './actor.ts';
import { actorName, addressName, type Limiters, tooManyRequests } from './gate-limits.ts';
import type { Permission } from './permission.ts';
import type { ResolveActor } from './resolve-actor.ts';
import { crossSiteRefusal } from './same-site-only.ts';

/** What stands behind `requireActor`; `identify` of the opened organisations hands it to every request. */
export type Gate = {
  readonly resolveActor: ResolveActor;
  readonly limiters: Limiters;
  readonly answerOnce: AnswerOnce;
};

const gateKey = 'organisationsGate';

export function handOutGate(gate: Gate): MiddlewareHandler<MeadowEnv> {
  return async (c, next) => {
    c.set(gateKey, gate);
    await next();
  };
}

/**
 * Puts who asks into `c.var.actor`, or answers 401, 403 or 429; without a permission, any actor may pass.
 * Writes behind it honour `Idempotency-Key`, so no route has to remember either.
 */
export function requireActor(permission?: Permission): MiddlewareHandler<MeadowEnv> {
  return async (c, next) => {
    const gate = c.get(gateKey) as Gate | undefined;
    if (!gate) throw new Error('requireActor runs without `organisations.identify` before it.');
    const refused = crossSiteRefusal(c);
    if (refused) return refused;
    const address = addressName(c);
    const guesses = gate.limiters.wrongKey.peek(address);
    if (!guesses.allowed && c.req.header('authorization')) return tooManyRequests(c, guesses.retryAfterMs);
    const resolved = await gate.resolveActor(c.req.raw);
    if (!resolved.ok) {
      if (resolved.refusal.code === 'wrong_key') gate.limiters.wrongKey.take(address);
      if (resolved.refusal.code !== 'forbidden') c.header('www-authenticate', 'Bearer realm="meadow"');
      return problem(c, resolved.refusal);
    }
    const actor = resolved.value;
    if (permission && !actor.permissions.has(permission)) {
      return problem(c, { code: 'forbidden', detail: `This needs the permission ${permission}.` });
    }
    const pace = gate.limiters.actor.take(actorName(actor));
    if (!pace.allowed) return tooManyRequests(c, pace.retryAfterMs);
    c.set('actor', actor);
    return gate.answerOnce(
      c,
      { space: actor.organizationId, who: `${actor.kind} ${actorName(actor)}` },
      next,
    );
  };
}

/** Behind `requireActor`: lets only the people pass who run the market, for whoever they work. */
export const operatorsOnly: MiddlewareHandler<MeadowEnv> = async (c, next) => {
  const actor = actorOf(c);
  if (actor.kind !== 'member' || !actor.isOperator)
    return problem(c, { code: 'forbidden', detail: 'Only the operator of the market does this.' });
  return next();
};

/** The actor that `requireActor` found. A route that asks without it is a bug. */
export function actorOf(c: { get: (key: 'actor') => unknown }): Actor {
  const actor = c.get('actor') as Actor | undefined;
  if (!actor) throw new Error('A route asks for its actor without requireActor before it.');
  return actor;
}
