import type { OrganizationId } from '#kernel/ids';
import type { Refusal, Result } from '#kernel/result';
import { newRouter } from '#platform/http';
import { answerQuery } from './answering/answer-query.ts';
import type { MetricParts } from './answering/asked.ts';
import { type Coverage, readCoverage } from './answering/facts-store.ts';
import { sharedBriefly } from './answering/shared-briefly.ts';
import type { MetricAnswer, MetricQuery, MetricRowsQuery } from './contract.ts';
import { answerRows } from './drill/answer-rows.ts';
import { metricRoutes } from './metric-routes.ts';
import { rateRoutes } from './rates/rate-routes.ts';
import { type Restated, readRestatements } from './restatements/restatement-store.ts';
import { targetRoutes } from './targets/target-routes.ts';

export type MetricOptions = Pick<MetricParts, 'records' | 'columnar' | 'registry' | 'structureOf'> &
  Partial<Pick<MetricParts, 'labels' | 'now'>> & {
    readonly relayLagMs?: () => Promise<number | null>;
    /**
     * How long what stands beside the numbers (how far facts reach, what was restated) and whole answers may be
     * given again, in ms; 0, the default, only shares what is asked at the same time. Whoever sets them calls
     * `forget` when facts change.
     */
    readonly keepMs?: { readonly beside: number; readonly answers: number };
  };

/** The metric layer over its stores: its routes, and the same answers for other contexts. */
export function openMetrics(options: MetricOptions) {
  const { keepMs = { beside: 0, answers: 0 }, relayLagMs, ...given } = options;
  const { records, columnar } = options;
  const coverage = sharedBriefly<Coverage>(keepMs.beside);
  const restatements = sharedBriefly<readonly Restated[]>(keepMs.beside);
  const lags = sharedBriefly<number | null>(keepMs.beside);
  const answers = sharedBriefly<Result<MetricAnswer, Refusal>>(keepMs.answers);
  const parts: MetricParts = {
    labels: async () => ({}),
    relayLagMs: (organizationId) =>
      lags.ask(organizationId, 'lag', async () => (await relayLagMs?.()) ?? null),
    now: Date.now,
    coverageOf: (organizationId, source) =>
      coverage.ask(organizationId, source, () => readCoverage(columnar, organizationId, source)),
    restatementsOf: (organizationId, days) =>
      restatements.ask(organizationId, `${days.from} ${days.to}`, () =>
        readRestatements(records, organizationId, days),
      ),
    ...given,
  };
  const query = async (organizationId: OrganizationId, asked: MetricQuery, signal?: AbortSignal) => {
    // Names and zones are part of an answer, so they are part of what tells answers apart.
    const structure = await parts.structureOf(organizationId);
    return answers.ask(
      organizationId,
      JSON.stringify([asked, structure]),
      (everyoneLeft) => answerQuery(parts, structure, asked, everyoneLeft),
      signal,
    );
  };
  /** Facts, or what else answers are made of, have changed: whoever asks from now on hears of it. */
  const forget = (organizationId: OrganizationId): void => {
    for (const kept of [coverage, restatements, lags, answers]) kept.forget(organizationId);
  };
  const routes = newRouter();
  // Before the metrics themselves, or `targets` and `rates` would be taken for the id of one.
  routes.route('/', targetRoutes(parts, forget));
  routes.route('/', rateRoutes(parts, forget));
  routes.route('/', metricRoutes(parts, query));
  return {
    routes,
    query,
    forget,
    rows: (organizationId: OrganizationId, asked: MetricRowsQuery, signal?: AbortSignal) =>
      answerRows(parts, organizationId, asked, signal),
  };
}

export type Metrics = ReturnType<typeof openMetrics>;
