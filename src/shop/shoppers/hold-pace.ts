import type { Context } from 'hono';
import { type RateLimiter, RefusalError } from '#platform/http';

/** Throws the refusal of somebody who asks too often. */
export function holdPace(c: Context, limiter: RateLimiter, name: string): void {
  const pace = limiter.take(name);
  if (pace.allowed) return;
  const seconds = Math.max(1, Math.ceil(pace.retryAfterMs / 1000));
  c.header('retry-after', String(seconds));
  const detail = `Too many tries: try again in ${seconds} s.`;
  throw new RefusalError({ code: 'too_many_requests', detail });
}
