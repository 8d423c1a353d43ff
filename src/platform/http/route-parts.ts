import { z } from '@hono/zod-openapi';
import { type Id, type IdKind, idPrefixes, parseId } from '#kernel/ids';
import type { Refusal, Result } from '#kernel/result';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { RefusalError } from './problem.ts';
import { problemResponses } from './router.ts';

/** The pieces that routes are declared from. */
export const answers = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...problemResponses,
});

export const created = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  201: { description, content: { 'application/json': { schema } } },
  ...problemResponses,
});

export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});

export const idParam = (kind: IdKind) =>
  z.object({
    id: z
      .string()
      .max(36)
      .refine((text) => parseId(kind, text) !== null, {
        error: `must be an id such as ${idPrefixes[kind]}_…`,
      }),
  });

export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const page = <Schema extends z.ZodType>(item: Schema) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

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

/** The parts of a cursor of ours, each proved by its check; null where no cursor was sent. */
export function cursorFrom<Parts extends readonly (string | number)[]>(
  cursor: string | undefined,
  checks: { readonly [Place in keyof Parts]: (part: string | number) => boolean },
): Parts | null {
  if (cursor === undefined) return null;
  const parts = decodeCursor(cursor, checks.length);
  if (parts === null || !parts.every((part, place) => checks[place]?.(part)))
    throw new RefusalError({
      code: 'invalid_request',
      detail: 'The cursor is not one of ours.',
      field: 'cursor',
    });
  return parts as unknown as Parts;
}

export const isUuid = (part: string | number) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(part));

/** Milliseconds of an instant that PostgreSQL reads as JavaScript writes it: years of four digits. */
export const isInstantMs = (part: string | number) =>
  Number.isInteger(part) && (part as number) >= 0 && (part as number) < Date.UTC(10_000, 0);

/** A page of a list that was asked for one row more than it shows, to know whether another page follows. */
export function showPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => readonly (string | number)[],
  show: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(show),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  };
}

/**
 * A page of a list in the order of its ids. `load` is asked for what follows an id (null for the first page), by one
 * row more than is shown.
 */
export async function pageById<Row extends { readonly id: string }, Item>(
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  load: (after: string | null, limit: number) => Promise<readonly Row[]>,
  show: (row: Row) => Item,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const after = cursorFrom<[string]>(cursor, [isUuid])?.[0] ?? null;
  return showPage(await load(after, limit + 1), limit, ({ id }) => [id], show);
}
