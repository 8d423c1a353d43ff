import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { type MeadowEnv, newRouter, problem, RefusalError } from '#platform/http';
import { continueTraceparent, withTraceparent } from '#platform/log';
import type { Observation } from './observe/observe.ts';
import { jsonBodyLimit } from './security/json-body-limit.ts';
import { securityHeaders } from './security/security-headers.ts';
import { codesOf, type Unavailable, whyUnavailable } from './unavailable/why-unavailable.ts';

export type AppParts = {
  /** Routers of the contexts and of the server itself, in the order in which they are asked. */
  readonly routers: readonly OpenAPIHono<MeadowEnv>[];
  readonly observation: Observation;
  /** Hand every request what `requireActor` and `requireShopper` need to find out who asks. */
  readonly identify: readonly MiddlewareHandler<MeadowEnv>[];
  readonly version: string;
  /** Told of every bug; expected refusals never come here. */
  readonly onBug: (error: unknown, request: { method: string; path: string; traceparent: string }) => void;
  /** Told of every answer that says that a store could not be asked. */
  readonly onUnavailable: (
    why: Unavailable,
    error: unknown,
    request: { readonly method: string; readonly path: string },
  ) => void;
};

/** The one HTTP application: the contexts' routes behind the same headers, figures and translator of errors. */
export function createApp(parts: AppParts): OpenAPIHono<MeadowEnv> {
  const app = newRouter();
  app.use(async (c, next) => {
    const traceparent = continueTraceparent(c.req.header('traceparent'));
    c.set('traceparent', traceparent);
    await withTraceparent(traceparent, next);
    c.header('traceparent', traceparent);
  });
  app.use(parts.observation.middleware);
  app.use(securityHeaders());
  for (const identify of parts.identify) app.use(identify);
  app.use(jsonBodyLimit());
  for (const router of parts.routers) app.route('/', router);

  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Meadow',
      version: parts.version,
      description:
        'The open growth platform for interest commerce. Errors are RFC 9457 problem documents with a stable code; lists are cursor-paged; writes accept an Idempotency-Key.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'meadow.session_token',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'writeKey', { type: 'http', scheme: 'basic' });

  app.notFound((c) => problem(c, { code: 'not_found', detail: `There is nothing at ${c.req.path}.` }));
  app.onError((error, c) => {
    if (error instanceof RefusalError) return problem(c, error.refusal);
    if (codesOf(error).some((code) => fullCodes.has(code))) {
      return problem(c, {
        code: 'disk_full',
        detail: 'The disk of this instance is full; nothing was changed. Try again when there is room.',
      });
    }
    const away = whyUnavailable(error);
    if (away) {
      parts.onUnavailable(away, error, { method: c.req.method, path: c.req.path });
      const { refusal, sinceMs } = away;
      return problem(c, refusal, undefined, sinceMs === null ? undefined : new Date(sinceMs).toISOString());
    }
    if (error instanceof HTTPException && error.status < 500) {
      const code =
        error.status === 413 ? 'too_large' : error.status === 401 ? 'not_signed_in' : 'malformed_body';
      return problem(c, { code, detail: error.message || 'The request cannot be read.' });
    }
    if (hasUnstorableText(error)) {
      return problem(c, {
        code: 'invalid_request',
        detail: 'A text holds a character, such as NUL, that cannot be kept.',
      });
    }
    // The caller left, and with it the questions we were asking on its behalf; nobody reads this answer.
    if (c.req.raw.signal.aborted) return new Response(null, { status: 499 });
    parts.onBug(error, {
      method: c.req.method,
      path: c.req.path,
      traceparent: String(c.get('traceparent') ?? ''),
    });
    return problem(c, {
      code: 'internal',
      detail: `This is a bug of ours. Its trace is ${c.get('traceparent')}.`,
    });
  });
  return app;
}

/** PostgreSQL keeps every character but NUL and lone surrogates; schemas need not say so one by one. */
function hasUnstorableText(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '22021' || code === '22P05';
}

/** Disk or quota full, as files and PostgreSQL say it: it goes on by itself when room is made. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', '53100']);
