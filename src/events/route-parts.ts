import type { z } from '@hono/zod-openapi';
import { type Id, type IdKind, nilUuid, parseId, showId } from '#kernel/ids';
import { problemResponses, RefusalError } from '#platform/http';

/** The pieces that the routes of this context are declared from. */
export const answers = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...problemResponses,
});

/** An id of the address or the query; refused with the name of its field. */
export function idFrom<Kind extends IdKind>(kind: Kind, text: string, field: string): Id<Kind> {
  const id = parseId(kind, text);
  if (id === null)
    throw new RefusalError({ code: 'invalid_request', detail: 'is not an id of this kind', field });
  return id;
}

export const showWriteKeyId = (id: string) => (id === nilUuid ? null : showId('writeKey', id));
