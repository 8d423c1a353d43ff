import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { WriteKey } from '#organisations';
import { type MeadowEnv, newRouter, problem, problemResponses, RateLimiter } from '#platform/http';
import { collected } from '../contract.ts';
import type { EventKind } from './checked-event.ts';
import { CollectorBusy } from './collector-busy.ts';
import type { Ingest, Ingested } from './ingest.ts';
import { readBody } from './read-body.ts';
import { readRequest } from './read-request.ts';

export type CollectorParts = {
  readonly ingest: Ingest;
  readonly findWriteKey: (secret: string) => Promise<WriteKey | null>;
  readonly requestsPerSecondMax: number;
};

/** The routes of Segment's HTTP API; analytics.js calls them by their first letter. */
const routes: readonly { readonly path: string; readonly letter: string; readonly kind: EventKind | null }[] =
  [
    { path: '/v1/batch', letter: '/v1/b', kind: null },
    { path: '/v1/track', letter: '/v1/t', kind: 'track' },
    { path: '/v1/identify', letter: '/v1/i', kind: 'identify' },
    { path: '/v1/page', letter: '/v1/p', kind: 'page' },
    { path: '/v1/screen', letter: '/v1/s', kind: 'screen' },
    { path: '/v1/alias', letter: '/v1/a', kind: 'alias' },
    { path: '/v1/group', letter: '/v1/g', kind: 'group' },
  ];

export function collectorRoutes({ ingest, findWriteKey, requestsPerSecondMax }: CollectorParts) {
  const limiter = new RateLimiter({ requestsMax: requestsPerSecondMax * 10, perMs: 10_000 });
  const router = newRouter();

  const findKey = async (c: Context<MeadowEnv>, secret: string): Promise<Result<WriteKey, Refusal>> => {
    const key = await findWriteKey(secret);
    if (key === null)
      return refuse('wrong_key', 'The write key is not one of this instance, or was revoked.');
    const { allowed, retryAfterMs } = limiter.take(key.id);
    if (allowed) return ok(key);
    c.header('retry-after', String(Math.ceil(retryAfterMs / 1000)));
    return refuse('too_many_requests', `A write key may send ${requestsPerSecondMax} requests a second.`);
  };

  /** Ends, and lets go of the body and what was parsed of it, before the events are on disk. */
  const begin = async (
    c: Context<MeadowEnv>,
    kind: EventKind | null,
  ): Promise<Result<{ readonly ingested: Promise<Ingested> }, Refusal>> => {
    const secret = keyFromHeader(c);
    const early = secret === null ? null : await findKey(c, secret);
    if (early?.ok === false) return early;
    const body = await readBody(c.req.raw);
    if (!body.ok) return body;
    const request = readRequest(body.value, kind);
    if (!request.ok) return request;
    const key = early ?? (await findKey(c, request.value.writeKey ?? c.req.query('writeKey') ?? ''));
    if (!key.ok) return key;
    const { id, organizationId, kind: keyKind, shopId } = key.value;
    const ingested = ingest({
      sender: { organizationId, kind: keyKind, writeKeyId: id, shopId },
      events: request.value.events,
      kind,
      sentMs: request.value.sentMs,
    });
    return ok({ ingested });
  };

  const collect = (kind: EventKind | null) => async (c: Context<MeadowEnv>) => {
    openToBrowsers(c);
    const begun = await begin(c, kind);
    if (!begun.ok) return problem(c, begun.refusal);
    try {
      const { accepted, refused } = await begun.value.ingested;
      return c.json({ success: true, accepted, quarantined: refused.length }, 200);
    } catch (error) {
      if (!(error instanceof CollectorBusy)) throw error;
      return problem(c, {
        code: 'collector_busy',
        detail: 'More events arrive than can be written; come again.',
      });
    }
  };

  for (const { path, letter, kind } of routes) {
    router.openAPIRegistry.registerPath(describe(path, kind));
    for (const address of [path, letter]) {
      router.post(address, collect(kind));
      router.options(address, (c) => {
        openToBrowsers(c);
        c.header('access-control-allow-methods', 'POST, OPTIONS');
        c.header('access-control-allow-headers', 'authorization, content-type, content-encoding');
        c.header('access-control-max-age', '86400');
        return c.body(null, 204);
      });
    }
  }
  return router;
}

/** Any page may send events with a browser key; there is no cookie in it and nothing to read. */
function openToBrowsers(c: Context): void {
  c.header('access-control-allow-origin', '*');
  c.header('cross-origin-resource-policy', 'cross-origin');
}

/** The key is the user name of Basic; a Bearer token is taken as well. Null where the header is missing. */
function keyFromHeader(c: Context): string | null {
  const header = c.req.header('authorization');
  if (header === undefined) return null;
  const [scheme = '', credentials = ''] = header.split(' ', 2);
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() !== 'basic') return '';
  return Buffer.from(credentials, 'base64').toString('utf8').split(':', 1)[0] ?? '';
}

const anyEvent = z.record(z.string(), z.unknown());
const batchBody = z.object({ batch: z.array(anyEvent).max(5_000), sentAt: z.string().optional() });

/** Described by hand: the body is read with bounds of its own, which a schema would only do later. */
function describe(path: string, kind: EventKind | null) {
  return {
    method: 'post' as const,
    path,
    tags: ['Collector'],
    summary: kind === null ? 'Take a batch of events' : `Take one ${kind} event`,
    description:
      'As the Segment HTTP API: Basic auth with the write key as user name. Answered when every event is durable; events that are refused one by one are kept in the quarantine. Up to 500 KB a request and 32 KB an event, gzip allowed.',
    security: [{ writeKey: [] }],
    request: {
      body: {
        required: true,
        content: { 'application/json': { schema: kind === null ? batchBody : anyEvent } },
      },
    },
    responses: {
      200: {
        description: 'All accepted events are on disk',
        content: { 'application/json': { schema: collected } },
      },
      400: problemResponses[400],
      401: problemResponses[401],
      413: { ...problemResponses[400], description: 'Too large' },
      415: { ...problemResponses[400], description: 'An encoding that is not supported' },
      429: problemResponses[429],
      503: problemResponses[503],
    },
  };
}
