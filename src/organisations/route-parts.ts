import type { OrganizationId } from '#kernel/ids';
import { cursorFrom, isUuid, showPage } from '#platform/http';
import type { Records, Trx } from '#platform/records';

/** The pieces that every route of this context is declared from. */
export { answers, created, granted, idFrom, idParam, jsonBody } from '#platform/http';

export type Page = { readonly after: string | null; readonly limit: number };

/** Reads and shows the page asked for of what an organisation has, listed by id. */
export async function readPage<Row extends { id: string }, View>(
  records: Records,
  organizationId: OrganizationId,
  query: { cursor?: string | undefined; limit: number },
  list: (trx: Trx, page: Page) => Promise<Row[]>,
  show: (row: Row) => View,
) {
  const [after] = cursorFrom<[string]>(query.cursor, [isUuid]) ?? [null];
  // One row more than is shown tells whether another page follows.
  const rows = await records.organization(organizationId, (trx) =>
    list(trx, { after, limit: query.limit + 1 }),
  );
  return showPage(rows, query.limit, ({ id }) => [id], show);
}
