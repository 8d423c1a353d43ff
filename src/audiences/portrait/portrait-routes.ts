import { createRoute } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { actorOf, requireActor } from '#organisations';
import { answers, granted, idFrom, newRouter } from '#platform/http';
import { type AudienceParts, askedBy } from '../audiences/audience-parts.ts';
import { askPortrait, facetCounts, type Group } from './ask-portrait.ts';
import { behaviourDays, orderDays } from './facets-store.ts';
import { type PortraitView, portraitQuery, portraitView } from './portrait-contract.ts';

const portrait = createRoute({
  method: 'get',
  path: '/api/portraits',
  tags: ['Audiences'],
  summary: 'What the people of an audience are like against everybody known, or another audience',
  middleware: [requireActor('audiences:read')],
  request: { query: portraitQuery },
  responses: answers('Shares and indices, dimension by dimension', portraitView),
});

export function portraitRoutes(parts: AudienceParts) {
  const countFacets = facetCounts(parts);
  return newRouter().openapi(portrait, async (c) => {
    const { audience, base } = c.req.valid('query');
    const asked = await askedBy(parts, actorOf(c).organizationId, c.req.raw.signal);
    const found = granted(
      await askPortrait(parts, countFacets, asked, {
        audienceId: idFrom('audience', audience),
        baseId: base === undefined ? null : idFrom('audience', base),
      }),
    );
    const answer: PortraitView = {
      audience: showGroup(found.audience),
      base: showGroup(found.base),
      shared: found.audience.people.sharedWith(found.base.people),
      smallest: found.smallest,
      asOf: new Date(found.asOfMs).toISOString(),
      currency: asked.structure.organization.currency,
      windows: { behaviourDays, orderDays },
      dimensions: found.dimensions.map((one) => ({ ...one, values: [...one.values] })),
    };
    return c.json(answer, 200);
  });
}

const showGroup = ({ id, name, people }: Group) => ({
  id: id && showId('audience', id),
  name,
  people: people.size,
});
