import type { Context, MiddlewareHandler } from 'hono';
import { type MeadowEnv, problem } from '#platform/http';
import type { Actor } from './actor.ts';
import type { Permission } from './permission.ts';
import type { ResolveActor } from './resolve-actor.ts';
import { crossSiteRefusal } from './same-site-only.ts';

/** What stands behind `requireActor`; `identify` of the opened organisations hands it to every request. */
export type Gate = {
  readonly resolveActor: ResolveActor;
  /** What every signed-in request shares: limits, and repeats by Idempotency-Key. */
  readonly pass: (
    c: Context<MeadowEnv>,
    actor: Actor,
    next: () => Promise<void>,
  ) => Promise<Response | undefined>;
};

const gateKey = 'organisationsGate';

export function handOutGate(gate: Gate): MiddlewareHandler<MeadowEnv> {
  return async (c, next) => {
    c.set(gateKey, gate);
    await next();
  };
}

/** Puts who asks into `c.var.actor`, or answers 401 or 403; without a permission, any actor may pass. */
export function requireActor(permission?: Permission): MiddlewareHandler<MeadowEnv> {
  return async (c, next) => {
    const gate = c.get(gateKey) as Gate | undefined;
    if (!gate) throw new Error('requireActor runs without `organisations.identify` before it.');
    const refused = crossSiteRefusal(c);
    if (refused) return refused;
    const resolved = await gate.resolveActor(c.req.raw);
    if (!resolved.ok) {
      if (resolved.refusal.code !== 'forbidden') c.header('www-authenticate', 'Bearer realm="meadow"');
      return problem(c, resolved.refusal);
    }
    const actor = resolved.value;
    if (permission && !actor.permissions.has(permission)) {
      return problem(c, { code: 'forbidden', detail: `This needs the permission ${permission}.` });
    }
    c.set('actor', actor);
    return gate.pass(c, actor, next);
  };
}

/** The actor that `requireActor` found. A route that asks without it is a bug. */
export function actorOf(c: { get: (key: 'actor') => unknown }): Actor {
  const actor = c.get('actor') as Actor | undefined;
  if (!actor) throw new Error('A route asks for its actor without requireActor before it.');
  return actor;
}
