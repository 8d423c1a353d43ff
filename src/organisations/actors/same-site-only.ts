import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { type MeadowEnv, problem } from '#platform/http';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a state-changing request that a browser sent from another site (CSRF). Fetch Metadata decides
 * where the browser sends it (all since 2023), else Origin against Host; a request with neither comes from
 * a program, whose cookies nobody can borrow. https://cheatsheetseries.owasp.org, CSRF prevention.
 */
export function isCrossSite(method: string, headers: Headers, host: string): boolean {
  if (safeMethods.has(method)) return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** The refusal, where there is one. A request with a key in Authorization carries no ambient authority. */
export function crossSiteRefusal(c: Context): Response | null {
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  if (c.req.header('authorization') || !isCrossSite(c.req.method, c.req.raw.headers, host)) return null;
  return problem(c, { code: 'cross_site', detail: 'This request came from another site.' });
}

/** For routes that trust a cookie without `requireActor`. */
export const sameSiteOnly = createMiddleware<MeadowEnv>(
  async (c, next) => crossSiteRefusal(c) ?? (await next()),
);
