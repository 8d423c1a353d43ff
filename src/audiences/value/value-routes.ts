import { createRoute } from '@hono/zod-openapi';
import { type OrganizationId, showId } from '#kernel/ids';
import { actorOf, requireActor } from '#organisations';
import { answers, newRouter } from '#platform/http';
import { currentFit, newestFit } from './fits-store.ts';
import type { ValueParts } from './keep-value.ts';
import { type ValueView, valueView } from './value-contract.ts';
import { buyersMin, daysMin, horizonDays, repeatersMin } from './value-fit.ts';
import { type AskValue, lostMs } from './work-value.ts';

const tags = ['Audiences'];

const read = createRoute({
  method: 'get',
  path: '/api/value',
  tags,
  summary: 'The model of what customers are worth that holds, and how well it foretold the last weeks',
  middleware: [requireActor('audiences:read')],
  responses: answers('The fit', valueView),
});
const fit = createRoute({
  method: 'post',
  path: '/api/value/fits',
  tags,
  summary: 'Fit the model anew in the background; one that is on its way already is not begun twice',
  middleware: [requireActor('audiences:write')],
  responses: answers('The fit that holds until then', valueView),
});

export function valueRoutes(parts: ValueParts & { readonly askValue: AskValue }) {
  const view = (organizationId: OrganizationId): Promise<ValueView> =>
    parts.records.organization(organizationId, async (trx) => {
      const [current, newest] = [await currentFit(trx), await newestFit(trx)];
      const isPending = newest?.state === 'asked' && parts.now() - newest.askedAt.getTime() < lostMs;
      return {
        fit: current && {
          id: showId('valueFit', current.id),
          day: current.day,
          fittedAt: current.fittedAt.toISOString(),
          askedBy: current.askedBy,
          found: current.found,
        },
        pendingSince: isPending ? newest.askedAt.toISOString() : null,
        hasFailed: newest?.state === 'failed' || (newest?.state === 'asked' && !isPending),
        needs: { people: buyersMin, repeaters: repeatersMin, days: daysMin },
        horizonDays,
      };
    });
  return newRouter()
    .openapi(read, async (c) => c.json(await view(actorOf(c).organizationId), 200))
    .openapi(fit, async (c) => {
      const { organizationId, name } = actorOf(c);
      await parts.askValue(organizationId, name);
      return c.json(await view(organizationId), 200);
    });
}
