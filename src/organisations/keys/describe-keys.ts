import { createRoute, type z } from '@hono/zod-openapi';
import { requireActor } from '../actors/require-actor.ts';
import { pageOf, pageQuery } from '../contract.ts';
import { answers, created, idParam, jsonBody } from '../route-parts.ts';

export type KeysDescription<Path, Create, Created, View> = {
  readonly path: Path;
  readonly kind: 'apiKey' | 'writeKey';
  readonly words: { readonly list: string; readonly create: string };
  readonly create: Create;
  readonly created: Created;
  readonly view: View;
};

/** The three routes of both kinds of keys: a key is made, shown once with its secret, and stopped for good. */
export function describeKeys<
  Path extends string,
  Create extends z.ZodType,
  Created extends z.ZodType,
  View extends z.ZodType,
>(options: KeysDescription<Path, Create, Created, View>) {
  const { path, kind, words, view } = options;
  const tags = ['Keys'];
  const middleware = [requireActor('keys:write')];
  return {
    list: createRoute({
      method: 'get',
      path,
      tags,
      summary: words.list,
      middleware,
      request: { query: pageQuery },
      responses: answers('A page of keys, without their secrets', pageOf(view)),
    }),
    create: createRoute({
      method: 'post',
      path,
      tags,
      summary: words.create,
      middleware,
      request: { body: jsonBody(options.create) },
      responses: created('The key with its secret, which is never shown again', options.created),
    }),
    revoke: createRoute({
      method: 'post',
      path: `${path}/{id}/revoke` as const,
      tags,
      summary: 'Stop a key for good, everywhere within five seconds',
      middleware,
      request: { params: idParam(kind) },
      responses: answers('The key as it is now', view),
    }),
  };
}
