import { createRoute, type z } from '@hono/zod-openapi';
import { requireActor } from '../actors/require-actor.ts';
import { pageOf, pageQuery } from '../contract.ts';
import { answers, created, idParam, jsonBody } from '../route-parts.ts';

export type PartDescription<Path, Create, Patch, View> = {
  readonly path: Path;
  readonly kind: 'brand' | 'shop' | 'account';
  readonly words: { readonly many: string; readonly create: string; readonly change: string };
  readonly create: Create;
  readonly patch: Patch;
  readonly view: View;
};

const article = (noun: string) => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);

/** The five routes of brands, shops and accounts, which are added, changed and put away alike, never deleted. */
export function describePart<
  Path extends string,
  Create extends z.ZodType,
  Patch extends z.ZodType,
  View extends z.ZodType,
>({ path, kind, words, create, patch, view }: PartDescription<Path, Create, Patch, View>) {
  const tags = ['Organisation'];
  const middleware = [requireActor('structure:write')];
  const params = idParam(kind);
  const asItIsNow = answers(`The ${kind} as it is now`, view);
  return {
    list: createRoute({
      method: 'get',
      path,
      tags,
      summary: `${words.many}, oldest first, archived ones included`,
      middleware: [requireActor()],
      request: { query: pageQuery },
      responses: answers(`A page of ${words.many.toLowerCase()}`, pageOf(view)),
    }),
    create: createRoute({
      method: 'post',
      path,
      tags,
      summary: words.create,
      middleware,
      request: { body: jsonBody(create) },
      responses: created(`The new ${kind}`, view),
    }),
    change: createRoute({
      method: 'patch',
      path: `${path}/{id}` as const,
      tags,
      summary: words.change,
      middleware,
      request: { params, body: jsonBody(patch) },
      responses: asItIsNow,
    }),
    archive: createRoute({
      method: 'post',
      path: `${path}/{id}/archive` as const,
      tags,
      summary: `Put ${article(kind)} away; its history stays`,
      middleware,
      request: { params },
      responses: asItIsNow,
    }),
    restore: createRoute({
      method: 'post',
      path: `${path}/{id}/restore` as const,
      tags,
      summary: `Bring an archived ${kind} back`,
      middleware,
      request: { params },
      responses: asItIsNow,
    }),
  };
}
