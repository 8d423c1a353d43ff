import { createRoute } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { actorOf, requireActor } from '#organisations';
import type { Columnar } from '#platform/columnar';
import { newRouter } from '#platform/http';
import type { Records } from '#platform/records';
import { catalogueView, recentEvents as recentEventsView, recentQuery, sourcesView } from '../contract.ts';
import { answers, idFrom } from '../route-parts.ts';
import { showCatalogue, showRecent, showSource } from './show-sources.ts';
import { eventCatalogue, recentEvents, refusedPerSource, sourceFigures } from './sources-store.ts';
import { listSourceKeys } from './write-keys-store.ts';

const tags = ['Sources'];
const readers = [requireActor('events:read')];

export function sourceRoutes({ records, columnar }: { records: Records; columnar: Columnar }) {
  const router = newRouter();

  const list = createRoute({
    method: 'get',
    path: '/api/sources',
    tags,
    summary: 'Every write key with what arrives through it',
    middleware: readers,
    responses: answers('Keys, the newest first', sourcesView),
  });
  router.openapi(list, async (c) => {
    const { organizationId } = actorOf(c);
    const [keys, figures, refused] = await Promise.all([
      listSourceKeys(records, organizationId),
      sourceFigures(columnar, organizationId),
      refusedPerSource(columnar, organizationId),
    ]);
    const figuresOf = new Map(figures.map((figure) => [figure.writeKeyId, figure]));
    const items = keys.map((key) => showSource(key, figuresOf.get(key.id), refused.get(key.id) ?? 0));
    return c.json({ items }, 200);
  });

  const recent = createRoute({
    method: 'get',
    path: '/api/sources/events',
    tags,
    summary: 'The events that arrived last, newest first',
    middleware: readers,
    request: { query: recentQuery },
    responses: answers('Events of the last seven days', recentEventsView),
  });
  router.openapi(recent, async (c) => {
    const { writeKeyId, event, limit } = c.req.valid('query');
    const rows = await recentEvents(columnar, actorOf(c).organizationId, {
      limit,
      ...(event === undefined ? {} : { event }),
      ...(writeKeyId === undefined ? {} : { writeKeyId: idFrom('writeKey', writeKeyId, 'writeKeyId') }),
    });
    return c.json({ items: rows.map((row) => ({ ...showRecent(row), id: showId('event', row.id) })) }, 200);
  });

  const catalogue = createRoute({
    method: 'get',
    path: '/api/sources/catalogue',
    tags,
    summary: 'Event names seen in thirty days, with their properties',
    middleware: readers,
    responses: answers('Names, the most frequent first; standard names never seen last', catalogueView),
  });
  router.openapi(catalogue, async (c) =>
    c.json({ items: showCatalogue(await eventCatalogue(columnar, actorOf(c).organizationId)) }, 200),
  );
  return router;
}
