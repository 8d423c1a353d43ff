import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Schema } from 'hono';
import { problem } from './problem.ts';

/** What a request's context carries; contexts further right add their own through declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: other contexts add members by declaration merging
export interface RequestVariables {}

export type MeadowEnv = { Variables: RequestVariables & Record<string, unknown> };

/**
 * A router whose schemas refuse what they do not allow with a problem document naming every field at fault.
 * All routes are made with it, so `/openapi.json` tells the whole truth.
 */
export function newRouter(): OpenAPIHono<MeadowEnv> {
  return new OpenAPIHono<MeadowEnv>({
    defaultHook: (result, c) => {
      if (result.success) return;
      const errors = result.error.issues.slice(0, 20).map((issue) => ({
        field: issue.path.join('.') || result.target,
        detail: issue.message,
      }));
      const first = errors[0];
      return problem(
        c,
        {
          code: 'invalid_request',
          detail: first ? `${first.field}: ${first.detail}` : 'The request is not valid.',
        },
        errors,
      );
    },
  });
}

/** Routers of whatever shapes as one, asked in this order; what each of them promises stays in `/openapi.json`. */
export function gatherRoutes<Schemas extends readonly Schema[]>(
  ...routers: { readonly [Place in keyof Schemas]: OpenAPIHono<MeadowEnv, Schemas[Place]> }
): OpenAPIHono<MeadowEnv> {
  const gathered = newRouter();
  for (const router of routers) gathered.route('/', router);
  return gathered;
}

/** The wire schema of a problem document, for the `responses` of routes. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    reason: z.string().optional().openapi({ description: 'What exactly is wrong, finer than the code' }),
    errors: z
      .array(
        z.object({
          field: z.string(),
          detail: z.string(),
          reason: z.string().optional(),
          values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        }),
      )
      .optional(),
    since: z.iso
      .datetime()
      .optional()
      .openapi({ description: 'Of a store that is away: when it last answered' }),
  })
  .openapi('Problem');

const problemContent = { 'application/problem+json': { schema: problemSchema } };

/** The error answers every signed-in route may give, to spread into `responses`. */
export const problemResponses = {
  400: { description: 'The request is not valid', content: problemContent },
  401: { description: 'Not signed in, or the key is wrong', content: problemContent },
  403: { description: 'Not permitted', content: problemContent },
  404: { description: 'Not found', content: problemContent },
  409: { description: 'Conflicts with the current state', content: problemContent },
  422: { description: 'Cannot be processed', content: problemContent },
  429: { description: 'Too many requests', content: problemContent },
  503: { description: 'A store is away; try again after Retry-After seconds', content: problemContent },
} as const;
