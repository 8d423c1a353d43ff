import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { problem } from '#platform/http';

/** No question or form of ours comes near this. */
const bytesMax = 1024 * 1024;
/** These bound what they read themselves: the collector after unpacking, files while they stream to disk. */
const boundElsewhere =
  /^\/(?:v1\/|api\/imports$|api\/auth\/|api\/products\/[^/]+\/pictures$|api\/uploads(?:\/|$)|api\/videos\/[^/]+\/poster$|api\/account-homes\/[^/]+\/avatar$)/;

export function jsonBodyLimit(): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: bytesMax,
    onError: (c) => problem(c, { code: 'too_large', detail: `The body is larger than ${bytesMax} bytes.` }),
  });
  return (c, next) => (boundElsewhere.test(c.req.path) ? next() : limit(c, next));
}
