import { streamSSE } from 'hono/streaming';
import { requireActor } from '#organisations';
import { newRouter } from '#platform/http';
import type { LiveHub } from './live-hub.ts';

/** Proxies close silent connections; a comment this often keeps ours open. */
const heartbeatMs = 15_000;

/** `GET /api/live`: server-sent events that tell a screen when to ask again. */
export function liveRoutes(hub: LiveHub) {
  const router = newRouter();
  router.get('/api/live', requireActor('metrics:read'), (c) => {
    const { organizationId } = c.var.actor;
    return streamSSE(c, async (stream) => {
      const leave = hub.subscribe(organizationId, (kind) => {
        stream.writeSSE({ event: kind, data: '{}' }).catch(() => undefined);
      });
      stream.onAbort(leave);
      await stream.writeSSE({ event: 'hello', data: '{}', retry: 2_000 });
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(heartbeatMs);
        await stream.write(': still here\n\n');
      }
      leave();
    });
  });
  return router;
}
