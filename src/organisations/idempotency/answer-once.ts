import type { Context } from 'hono';
import { type MeadowEnv, problem } from '#platform/http';
import type { Records } from '#platform/records';
import { claimKey, giveKeyBack, keepAnswer, sayStillRunning } from './idempotency-store.ts';
import {
  type AnswerSeal,
  type Asker,
  answerBytesMax,
  fingerprint,
  isIdempotencyKey,
} from './remembered-answer.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Bodies up to this are compared byte by byte; an upload by its length, its type and the digest it names. */
const comparedBytesMax = 1024 * 1024;

/** Well below the minute after which a silent request counts as dead. */
const pulseMs = 20_000;

export type AnswerOnce = (
  c: Context<MeadowEnv>,
  asker: Asker,
  next: () => Promise<void>,
) => Promise<Response | undefined>;

/**
 * `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header): a write that is sent again with the
 * same key is answered from memory for a day. Only successes are remembered. A server that dies between the
 * change and the memory leaves the key running for a minute, after which a repeat runs again.
 */
export function answerOnce(records: Records, seal: AnswerSeal): AnswerOnce {
  return async (c, asker, next) => {
    const key = c.req.header('idempotency-key');
    if (key === undefined || safeMethods.has(c.req.method)) {
      await next();
      return undefined;
    }
    if (!isIdempotencyKey(key)) {
      const detail = 'Idempotency-Key must be 1 to 255 visible ASCII characters.';
      return problem(c, { code: 'invalid_request', detail, field: 'Idempotency-Key' });
    }
    if (isOfUnknownLength(c)) {
      const detail = 'A body without Content-Length cannot be told from another: send its length, or no key.';
      return problem(c, { code: 'invalid_request', detail, field: 'Idempotency-Key' });
    }
    const { space } = asker;
    const requestHash = fingerprint(asker, {
      method: c.req.method,
      url: c.req.url,
      body: await comparedBody(c),
    });
    const known = await claimKey(records, space, key, requestHash);
    switch (known.state) {
      case 'differs':
        return problem(c, {
          code: 'idempotency_conflict',
          detail: 'This Idempotency-Key was used for another request.',
        });
      case 'running':
        c.header('retry-after', '1');
        return problem(c, { code: 'conflict', detail: 'The first request with this key is still running.' });
      case 'answered': {
        const { contentType, body } = seal.open(known.sealed);
        c.header('content-type', contentType);
        c.header('idempotency-replayed', 'true');
        c.header('cache-control', 'no-store');
        return c.body(body, known.status as 200);
      }
      case 'run': {
        // A large upload takes longer than a dead server is waited for.
        const pulse = setInterval(() => sayStillRunning(records, space, key).catch(() => undefined), pulseMs);
        try {
          await next();
        } finally {
          clearInterval(pulse);
          await remember(
            c,
            () => giveKeyBack(records, space, key),
            (status, body) => {
              const contentType = c.res.headers.get('content-type') ?? 'application/json';
              return keepAnswer(records, space, key, {
                status,
                sealed: seal.seal({ contentType, body }),
              });
            },
          );
        }
        return undefined;
      }
    }
  };
}

const isJson = (c: Context) => /^application\/json\b/i.test(c.req.header('content-type') ?? '');

function isOfUnknownLength(c: Context): boolean {
  const hasBody = c.req.header('transfer-encoding') !== undefined;
  return hasBody && c.req.header('content-length') === undefined && !isJson(c);
}

async function remember(
  c: Context,
  forget: () => Promise<void>,
  keep: (status: number, body: string) => Promise<void>,
): Promise<void> {
  if (c.error || c.res.status >= 300) return forget();
  const body = await c.res.clone().text();
  return Buffer.byteLength(body) > answerBytesMax ? forget() : keep(c.res.status, body);
}

async function comparedBody(c: Context): Promise<string> {
  const type = c.req.header('content-type') ?? '';
  const length = Number(c.req.header('content-length') ?? 0);
  if (!isJson(c) || length > comparedBytesMax)
    return `${type} ${length} ${c.req.header('content-digest') ?? ''}`.trimEnd();
  return c.req.text();
}
