import { createRoute, z } from '@hono/zod-openapi';
import { actorOf, requireActor } from '#organisations';
import { encodeCursor, newRouter, problemResponses, RefusalError } from '#platform/http';
import { importReject } from '../contract.ts';
import { answers, cursorFrom, idFrom, idParam, page, pageQuery } from '../route-parts.ts';
import type { ShopOptions } from '../shop-options.ts';
import { loadImport } from './imports-store.ts';
import { countRejects, listRejects, type RejectRecord } from './rejects-store.ts';

const common = { tags: ['Imports'], middleware: [requireActor('imports:write')] };
const params = idParam('import');
const counted = page(importReject).extend({ byCode: z.array(z.object({ code: z.string(), rows: z.int() })) });

const list = createRoute({
  ...common,
  method: 'get',
  path: '/api/imports/{id}/rejects',
  summary: 'Rows that could not be taken, each with its reason',
  request: { params, query: pageQuery },
  responses: answers('A page of rejected rows, and how many there are of each reason', counted),
});

const download = createRoute({
  ...common,
  method: 'get',
  path: '/api/imports/{id}/rejects.csv',
  summary: 'All rejected rows as a CSV file',
  request: { params },
  responses: {
    200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } },
    ...problemResponses,
  },
});

const rowsAtOnce = 1_000;

export function rejectRoutes({ records }: Pick<ShopOptions, 'records'>) {
  const check = async (c: Parameters<typeof actorOf>[0], text: string) => {
    const { organizationId } = actorOf(c);
    const id = idFrom('import', text);
    if (!(await loadImport(records, organizationId, id)))
      throw new RefusalError({ code: 'not_found', detail: 'There is no such import.' });
    return { organizationId, id };
  };
  return newRouter()
    .openapi(list, async (c) => {
      const { organizationId, id } = await check(c, c.req.valid('param').id);
      const { cursor, limit } = c.req.valid('query');
      const after = cursorFrom<[number]>(cursor, [Number.isSafeInteger])?.[0] ?? 0;
      const rows = await listRejects(records, organizationId, id, after, limit + 1);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      const byCode = await countRejects(records, organizationId, id);
      return c.json(
        { items, byCode, nextCursor: rows.length > limit && last ? encodeCursor([last.row]) : null },
        200,
      );
    })
    .openapi(download, async (c) => {
      const { organizationId, id } = await check(c, c.req.valid('param').id);
      let after = 0;
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) =>
          controller.enqueue(new TextEncoder().encode('\uFEFFrow,code,field,detail,raw\r\n')),
        pull: async (controller) => {
          const rows = await listRejects(records, organizationId, id, after, rowsAtOnce);
          const last = rows.at(-1);
          if (!last) return controller.close();
          after = last.row;
          controller.enqueue(new TextEncoder().encode(rows.map(csvLine).join('')));
        },
      });
      return c.body(stream, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="rejects.csv"',
      });
    });
}

/** A cell that a spreadsheet would run as a formula is defused by an apostrophe (OWASP, CSV injection). */
function csvLine(row: RejectRecord): string {
  const cells = [row.row, row.code, row.field ?? '', row.detail, row.raw].map((cell) => {
    const text = String(cell);
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${cells.join(',')}\r\n`;
}
