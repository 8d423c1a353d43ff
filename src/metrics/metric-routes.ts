import { createRoute, z } from '@hono/zod-openapi';
import type { OrganizationId } from '#kernel/ids';
import { type Refusal, type Result, refuse } from '#kernel/result';
import { actorOf, requireActor } from '#organisations';
import { newRouter, problem, problemResponses } from '#platform/http';
import type { MetricParts } from './answering/asked.ts';
import {
  type MetricAnswer,
  type MetricQuery,
  metricAnswer,
  metricDefinitionView,
  metricList,
  metricQuery,
  metricRowsAnswer,
  metricRowsQuery,
} from './contract.ts';
import { listMetrics, viewOf } from './definitions/show-definition.ts';
import { answerRows } from './drill/answer-rows.ts';

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });
const tags = ['Metrics'];

type Ask = (
  organizationId: OrganizationId,
  query: MetricQuery,
  signal: AbortSignal,
) => Promise<Result<MetricAnswer, Refusal>>;

export function metricRoutes(parts: MetricParts, ask: Ask) {
  const list = createRoute({
    method: 'get',
    path: '/api/metrics',
    tags,
    summary: 'Every metric with its definition, and the dimensions',
    middleware: [requireActor('metrics:read')],
    responses: {
      200: { description: 'Definitions', content: json(metricList) },
      ...problemResponses,
    },
  });
  const one = createRoute({
    method: 'get',
    path: '/api/metrics/{id}',
    tags,
    summary: 'The definition of one metric',
    middleware: [requireActor('metrics:read')],
    request: { params: z.object({ id: z.string().max(80) }) },
    responses: {
      200: { description: 'The definition', content: json(metricDefinitionView) },
      ...problemResponses,
    },
  });
  const query = createRoute({
    method: 'post',
    path: '/api/metrics/query',
    tags,
    summary: 'Answers every number in the product',
    middleware: [requireActor('metrics:read')],
    request: { body: { required: true, content: json(metricQuery) } },
    responses: {
      200: { description: 'Rows by bucket and dimension values', content: json(metricAnswer) },
      ...problemResponses,
    },
  });
  const rows = createRoute({
    method: 'post',
    path: '/api/metrics/rows',
    tags,
    summary: 'The order lines, refund lines, events or people behind a number',
    middleware: [requireActor('metrics:read')],
    request: { body: { required: true, content: json(metricRowsQuery) } },
    responses: {
      200: { description: 'One page of rows, and the sum of all', content: json(metricRowsAnswer) },
      ...problemResponses,
    },
  });

  return newRouter()
    .openapi(list, (c) => c.json(listMetrics(parts.registry), 200))
    .openapi(one, (c) => {
      const definition = parts.registry.get(c.req.valid('param').id);
      return definition
        ? c.json(viewOf(parts.registry, definition), 200)
        : (problem(c, { code: 'not_found', detail: 'There is no such metric.' }) as never);
    })
    .openapi(query, async (c) => {
      const { organizationId } = actorOf(c);
      const { signal } = c.req.raw;
      const answered = await unlessGone(signal, ask(organizationId, c.req.valid('json'), signal));
      return answered.ok ? c.json(answered.value, 200) : (problem(c, answered.refusal) as never);
    })
    .openapi(rows, async (c) => {
      const { organizationId } = actorOf(c);
      const { signal } = c.req.raw;
      const answered = await unlessGone(
        signal,
        answerRows(parts, organizationId, c.req.valid('json'), signal),
      );
      return answered.ok ? c.json(answered.value, 200) : (problem(c, answered.refusal) as never);
    });
}

/** A question whose asker left ends in the store as well; that is no bug, and nobody reads the answer. */
async function unlessGone<Value>(
  signal: AbortSignal,
  answering: Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  try {
    return await answering;
  } catch (error) {
    if (signal.aborted) return refuse('unprocessable', 'The asker left before the answer.');
    throw error;
  }
}
