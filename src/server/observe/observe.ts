import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { newRouter } from '#platform/http';

export type Observation = {
  readonly registry: Registry;
  readonly middleware: MiddlewareHandler;
  readonly routes: ReturnType<typeof newRouter>;
};

/** Prometheus figures at `/metrics`: requests by route and status, the process, and gauges that others add. */
export function openObservation(
  gauges: readonly { name: string; help: string; read: () => number | Promise<number> }[],
): Observation {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'meadow_http_request_seconds',
    help: 'Time to answer a request, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  for (const { name, help, read } of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        // A figure that cannot be had is left out of the scrape, never reported as 0.
        try {
          this.set(await read());
        } catch {
          this.remove();
        }
      },
    });
  }
  const routes = newRouter();
  routes.get('/metrics', async (c) =>
    c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
  return {
    registry,
    routes,
    middleware: async (c, next) => {
      const started = performance.now();
      await next();
      seconds.observe(
        { method: c.req.method, route: routePath(c, -1), status: String(c.res.status) },
        (performance.now() - started) / 1000,
      );
    },
  };
}
