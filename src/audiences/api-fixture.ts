/** What tests of the API of audiences begin with: an organisation with a key, and routes behind real sign-in. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { OrganizationId } from '#kernel/ids';
import { createOrganizationWithOwner, newToken, type Organisations } from '#organisations';
import { type MeadowEnv, newRouter, problem, RefusalError } from '#platform/http';
import type { Records } from '#platform/records';

export type Own = { readonly organizationId: OrganizationId; readonly key: string };

export async function foundOrganization(records: Records, name: string): Promise<Own> {
  const apiKey = newToken('apiKey');
  const founded = await createOrganizationWithOwner(
    records,
    { organization: { name, zone: 'Asia/Shanghai', currency: 'CNY' } },
    { email: `${name}@example.com`, name, password: 'correct horse battery', isOperator: false },
    { apiKey },
  );
  if (!founded.ok) throw new Error(founded.refusal.detail);
  return { organizationId: founded.value.organizationId, key: apiKey.secret };
}

/** Refusals are problem documents; a bug fails the test. */
export function behindSignIn(
  { identify }: Pick<Organisations, 'identify'>,
  ...routes: readonly OpenAPIHono<MeadowEnv>[]
) {
  const app = newRouter();
  app.use(identify);
  for (const own of routes) app.route('/', own);
  app.onError((error, c) => {
    if (error instanceof RefusalError) return problem(c, error.refusal);
    throw error;
  });
  return app;
}
