import { createRoute } from '@hono/zod-openapi';
import { type OrganizationId, parseId, showId } from '#kernel/ids';
import { type Refusal, type Result, refuse } from '#kernel/result';
import { actorOf, auditActor, requireActor, type Structure, writeAudit } from '#organisations';
import { newRouter, problem, problemResponses } from '#platform/http';
import type { MetricParts } from '../answering/asked.ts';
import { type MetricTarget, metricTargetList, metricTargetsPut } from '../contract.ts';
import type { Registry } from '../definitions/registry.ts';
import { type KeptTarget, putTargets, readTargets } from './target-store.ts';

const content = { 'application/json': { schema: metricTargetList } };

export function targetRoutes(parts: MetricParts, onChange: (organizationId: OrganizationId) => void) {
  const read = createRoute({
    method: 'get',
    path: '/api/metrics/targets',
    tags: ['Metrics'],
    summary: 'Targets by metric and month',
    middleware: [requireActor('metrics:read')],
    responses: { 200: { description: 'All targets', content }, ...problemResponses },
  });
  const put = createRoute({
    method: 'put',
    path: '/api/metrics/targets',
    tags: ['Metrics'],
    summary: 'Sets targets for months of the organisation, a brand or a shop',
    middleware: [requireActor('targets:write')],
    request: { body: { required: true, content: { 'application/json': { schema: metricTargetsPut } } } },
    responses: { 200: { description: 'All targets', content }, ...problemResponses },
  });
  return newRouter()
    .openapi(read, async (c) => {
      const targets = await readTargets(parts.records, actorOf(c).organizationId);
      return c.json({ targets: targets.map(shown) }, 200);
    })
    .openapi(put, async (c) => {
      const actor = actorOf(c);
      const { organizationId } = actor;
      const wanted = storedTargets(
        c.req.valid('json').targets,
        parts.registry,
        await parts.structureOf(organizationId),
      );
      if (!wanted.ok) return problem(c, wanted.refusal) as never;
      await parts.records.organization(organizationId, async (trx) => {
        await putTargets(trx, organizationId, wanted.value);
        await writeAudit(trx, {
          organizationId,
          actor: auditActor(actor),
          action: 'targets.set',
          subject: { kind: 'metric_targets', id: null },
          detail: { targets: wanted.value.length },
        });
      });
      onChange(organizationId);
      const targets = await readTargets(parts.records, organizationId);
      return c.json({ targets: targets.map(shown) }, 200);
    });
}

type StoredTarget = Omit<KeptTarget, 'value' | 'updatedAt'> & { value: number | null };

function storedTargets(
  targets: readonly MetricTarget[],
  registry: Registry,
  structure: Structure,
): Result<StoredTarget[], Refusal<'unknown_metric' | 'unknown_value'>> {
  const stored: StoredTarget[] = [];
  for (const [place, target] of targets.entries()) {
    const field = `targets.${place}`;
    if (!registry.has(target.metric)) {
      return refuse('unknown_metric', `There is no metric ${target.metric}.`, `${field}.metric`);
    }
    const brandId = target.brandId ? parseId('brand', target.brandId) : null;
    if (target.brandId && !structure.brands.some(({ id }) => id === brandId)) {
      return refuse('unknown_value', 'There is no such brand.', `${field}.brandId`);
    }
    const shopId = target.shopId ? parseId('shop', target.shopId) : null;
    if (target.shopId && !structure.shops.some(({ id }) => id === shopId)) {
      return refuse('unknown_value', 'There is no such shop.', `${field}.shopId`);
    }
    // A shop's target stands for the shop alone; its brand follows from it.
    stored.push({
      metric: target.metric,
      month: `${target.month}-01`,
      brandId: shopId ? null : brandId,
      shopId,
      value: target.value,
    });
  }
  return { ok: true, value: stored };
}

function shown({ metric, month, brandId, shopId, value, updatedAt }: KeptTarget) {
  return {
    metric,
    month: month.slice(0, 7),
    brandId: brandId === null ? null : showId('brand', brandId),
    shopId: shopId === null ? null : showId('shop', shopId),
    value,
    updatedAt: updatedAt.toISOString(),
  };
}
