import type { OrganizationId } from '#kernel/ids';
import { createOrganizationWithOwner, newToken, openOrganisations } from '#organisations';
import { newRouter, problem, RefusalError } from '#platform/http';
import type { TestWorld } from '#platform/testing';
import { registerMetrics } from './definitions/registry.ts';
import { openMetrics } from './open-metrics.ts';
import { visitorMetrics } from './visits/visitors.ts';

export type Answered = { readonly status: number; readonly body: unknown; readonly headers: Headers };
type Sent = { readonly key?: string; readonly headers?: Readonly<Record<string, string>> };

/** The metric routes behind real sign-in, and an organisation with a key that may do everything. */
export async function openMetricRoutes(world: TestWorld) {
  const organisations = openOrganisations({
    records: world.records,
    secret: world.instanceSecret,
    baseUrl: 'http://meadow.test',
  });
  const metrics = openMetrics({
    records: world.records,
    columnar: world.columnar,
    registry: registerMetrics(visitorMetrics),
    structureOf: organisations.structureOf,
  });
  const app = newRouter();
  app.use(organisations.identify);
  app.route('/', organisations.routes);
  app.route('/', metrics.routes);
  app.onError((error, c) => {
    if (error instanceof RefusalError) return problem(c, error.refusal);
    throw error;
  });
  const found = async (name: string): Promise<{ organizationId: OrganizationId; apiKey: string }> => {
    const apiKey = newToken('apiKey');
    const founded = await createOrganizationWithOwner(
      world.records,
      { organization: { name, zone: 'Asia/Shanghai', currency: 'CNY' } },
      {
        email: `${name.toLowerCase()}@example.com`,
        name,
        password: 'correct horse battery',
        isOperator: false,
      },
      { apiKey },
    );
    if (!founded.ok) throw new Error(founded.refusal.detail);
    return { organizationId: founded.value.organizationId, apiKey: apiKey.secret };
  };
  const own = await found('Asking');
  return {
    organizationId: own.organizationId,
    /** Another organisation, with a key of its own. */
    found,
    send: async (
      method: string,
      path: string,
      body?: unknown,
      { key = own.apiKey, headers = {} }: Sent = {},
    ): Promise<Answered> => {
      const answer = await app.request(`http://meadow.test${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: await answer.json(), headers: answer.headers };
    },
    close: () => organisations.close(),
  };
}
