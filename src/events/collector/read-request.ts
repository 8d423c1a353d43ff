import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { EventKind } from './checked-event.ts';
import { readTime } from './event-time.ts';

export type CollectorRequest = {
  readonly events: readonly unknown[];
  readonly sentMs: number | null;
  /** Browsers that send by beacon can set no header, so the key is in the body. */
  readonly writeKey: string | null;
};

/** More would not fit the bytes of a request anyway, unless they are empty. */
const eventsMax = 5_000;

/** Reads the body of `/v1/batch`, or of a route that takes one event where `kind` is given. */
export function readRequest(text: string, kind: EventKind | null): Result<CollectorRequest, Refusal> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refuse('malformed_body', 'The body is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('malformed_body', 'The body must be an object.');
  const { batch, sentAt, writeKey, context } = body as Record<string, unknown>;
  const sent = typeof sentAt === 'string' ? readTime(sentAt) : null;
  const rest = { sentMs: sent, writeKey: typeof writeKey === 'string' ? writeKey : null };
  if (kind !== null) return ok({ events: [body], ...rest });
  if (!Array.isArray(batch)) return refuse('invalid_request', 'must be a list of events', 'batch');
  if (batch.length > eventsMax) return refuse('too_large', `A batch may hold ${eventsMax} events.`, 'batch');
  return ok({ events: withSharedContext(batch, context), ...rest });
}

/** Segment lets a batch say once what holds for all its events. */
function withSharedContext(batch: readonly unknown[], context: unknown): readonly unknown[] {
  if (typeof context !== 'object' || context === null || Object.keys(context).length === 0) return batch;
  return batch.map((event) =>
    typeof event === 'object' && event !== null && !Array.isArray(event) && !('context' in event)
      ? { ...event, context }
      : event,
  );
}
