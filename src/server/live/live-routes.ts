import { createRoute, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { actorOf, requireActor } from '#organisations';
import { newRouter, problemResponses } from '#platform/http';
import type { LiveHub } from './live-hub.ts';

/** Proxies close silent connections; a comment this often keeps ours open. */
const heartbeatMs = 15_000;

const listen = createRoute({
  method: 'get',
  path: '/api/live',
  tags: ['Live'],
  summary: 'Server-sent events that tell a screen when to ask again',
  description:
    '`facts`: numbers may have changed. `import`: an import moved on. `store`: the store of the numbers went away ' +
    'or came back. They carry no data: ask the metric API. `hello` opens the line and tells how long ago ' +
    '(`factsAgoMs`) numbers last changed.',
  middleware: [requireActor('metrics:read')] as const,
  responses: {
    200: {
      description: 'A stream that stays open',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    401: problemResponses[401],
    403: problemResponses[403],
  },
});

export function liveRoutes(hub: LiveHub) {
  const router = newRouter();
  router.openapi(listen, (c) => {
    const { organizationId } = actorOf(c);
    return streamSSE(c, async (stream) => {
      const leave = hub.subscribe(organizationId, (kind) => {
        stream.writeSSE({ event: kind, data: '{}' }).catch(() => undefined);
      });
      stream.onAbort(leave);
      const hello = { factsAgoMs: Math.round(hub.factsAgoMs(organizationId)) };
      await stream.writeSSE({ event: 'hello', data: JSON.stringify(hello), retry: 2_000 });
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(heartbeatMs);
        await stream.write(': still here\n\n');
      }
      leave();
    });
  });
  return router;
}
