import type { OrganizationId } from '#kernel/ids';
import { pageById } from '#platform/http';
import type { Records, Trx } from '#platform/records';

/** The pieces that every route of this context is declared from. */
export { answers, created, granted, idFrom, idParam, jsonBody } from '#platform/http';

export type Page = { readonly after: string | null; readonly limit: number };

/** Reads and shows the page asked for of what an organisation has, listed by id. */
export function readPage<Row extends { id: string }, View>(
  records: Records,
  organizationId: OrganizationId,
  query: { cursor?: string | undefined; limit: number },
  list: (trx: Trx, page: Page) => Promise<Row[]>,
  show: (row: Row) => View,
) {
  const load = (after: string | null, limit: number) =>
    records.organization(organizationId, (trx) => list(trx, { after, limit }));
  return pageById(query, load, show);
}
