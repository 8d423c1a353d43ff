import type { OrganizationId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import { answerQuery } from './answering/answer-query.ts';
import type { MetricParts } from './answering/asked.ts';
import { readCoverage } from './answering/facts-store.ts';
import type { MetricQuery, MetricRowsQuery } from './contract.ts';
import { answerRows } from './drill/answer-rows.ts';
import { metricRoutes } from './metric-routes.ts';
import { targetRoutes } from './targets/target-routes.ts';

export type MetricOptions = Pick<MetricParts, 'records' | 'columnar' | 'registry' | 'structureOf'> &
  Partial<Pick<MetricParts, 'labels' | 'relayLagMs' | 'now'>>;

/** The metric layer over its stores: its routes, and the same answers for other contexts. */
export function openMetrics(options: MetricOptions) {
  const parts: MetricParts = {
    labels: async () => ({}),
    relayLagMs: async () => null,
    now: Date.now,
    coverageOf: inFlight((organizationId, sources) =>
      readCoverage(options.columnar, organizationId, sources),
    ),
    ...options,
  };
  const routes = newRouter();
  // Before the metrics themselves, or `targets` would be taken for the id of one.
  routes.route('/', targetRoutes(parts));
  routes.route('/', metricRoutes(parts));
  return {
    routes,
    query: (organizationId: OrganizationId, query: MetricQuery, signal?: AbortSignal) =>
      answerQuery(parts, organizationId, query, signal),
    rows: (organizationId: OrganizationId, query: MetricRowsQuery, signal?: AbortSignal) =>
      answerRows(parts, organizationId, query, signal),
  };
}

type CoverageOf = MetricParts['coverageOf'];

/** Questions asked at once, as a page does, share one look at how far the facts reach; nothing is kept after. */
function inFlight(read: CoverageOf): CoverageOf {
  const asked = new Map<string, ReturnType<CoverageOf>>();
  return (organizationId, sources) => {
    const key = `${organizationId} ${[...sources].sort().join()}`;
    const running = asked.get(key);
    if (running) return running;
    const answer = read(organizationId, sources).finally(() => asked.delete(key));
    asked.set(key, answer);
    return answer;
  };
}

export type Metrics = ReturnType<typeof openMetrics>;
