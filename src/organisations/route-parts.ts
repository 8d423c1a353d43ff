import { z } from '@hono/zod-openapi';
import { type Id, type IdKind, parseId } from '#kernel/ids';
import type { Refusal, Result } from '#kernel/result';
import { decodeCursor, encodeCursor, problemResponses, RefusalError } from '#platform/http';
import { idOf } from './contract.ts';

/** The pieces that every route of this context is declared from. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});

export const answers = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...problemResponses,
});

export const created = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  201: { description, content: { 'application/json': { schema } } },
  ...problemResponses,
});

export const idParam = (kind: IdKind) => z.object({ id: idOf(kind) });

/** An id that the schema already proved to be of this kind. */
export function idFrom<Kind extends IdKind>(kind: Kind, text: string): Id<Kind> {
  const id = parseId(kind, text);
  if (id === null) throw new Error(`${text} passed the schema, but is no ${kind} id.`);
  return id;
}

/** The value of a use case; a refusal goes to the one translator at the edge. */
export function granted<Value>(result: Result<Value, Refusal>): Value {
  if (!result.ok) throw new RefusalError(result.refusal);
  return result.value;
}

export type Page = { readonly after: string | null; readonly limit: number };

/** Reads the page asked for; one row more than shown is fetched, to know whether another page follows. */
export function pageFrom(query: { cursor?: string | undefined; limit: number }): Page {
  if (query.cursor === undefined) return { after: null, limit: query.limit + 1 };
  const [id] = decodeCursor(query.cursor, 1) ?? [];
  if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new RefusalError({
      code: 'invalid_request',
      detail: 'The cursor is not one of ours.',
      field: 'cursor',
    });
  }
  return { after: id, limit: query.limit + 1 };
}

export function showPage<Row extends { id: string }, View>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => View,
): { items: View[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(show),
    nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null,
  };
}
