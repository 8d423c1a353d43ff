import { join } from 'node:path';
import { newId, type OrganizationId, showId } from '#kernel/ids';
import { createOrganizationWithOwner, newToken } from '#organisations';
import { readServerConfig } from '#platform/config';
import { createLog } from '#platform/log';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { startServer } from '../../src/server/start-server.ts';

export type TestTenant = {
  readonly organizationId: OrganizationId;
  readonly shownId: string;
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
  readonly writeKey: string;
};

export type TestProduct = {
  readonly url: string;
  readonly world: TestWorld;
  readonly tenant: (name: string, options?: { readonly isOperator: boolean }) => Promise<TestTenant>;
  /** Asks a route with a tenant's API key. */
  readonly ask: (tenant: TestTenant, path: string, init?: RequestInit) => Promise<Response>;
  /** A new guest of the storefront. */
  readonly shopper: () => Promise<TestShopper>;
  /** A shopper who has this token. */
  readonly shopperWith: (id: string, token: string) => TestShopper;
  readonly close: () => Promise<void>;
};

export type TestShopper = {
  readonly id: string;
  readonly token: string;
  /** Asks a storefront route as this shopper; a body is sent as JSON. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Response>;
};

export type ProductOptions = {
  /** Puts something between the server and the columnar store; answers where the server finds it. */
  readonly columnarBehind?: (columnarUrl: string) => Promise<string>;
};

/** The whole server, as `npm start` runs it, over a test world of its own. */
export async function openTestProduct(options: ProductOptions = {}): Promise<TestProduct> {
  const world = await openTestWorld();
  const columnarUrl = (await options.columnarBehind?.(world.columnarUrl)) ?? world.columnarUrl;
  const config = readServerConfig({
    MEADOW_DATA_DIR: world.folder,
    MEADOW_DEMO: 'none',
    MEADOW_LOG_LEVEL: 'warn',
    MEADOW_RECORDS_URL: world.recordsAdminUrl,
    MEADOW_COLUMNAR_URL: columnarUrl,
    CLICKHOUSE_DATABASE: world.columnar.database,
    MEADOW_INSTANCE_SECRET: world.instanceSecret,
    MEADOW_WEB_DIR: join(world.folder, 'web'),
  });
  const server = await startServer({ ...config, port: 0 }, createLog('test-server', 'warn'));
  const shopperWith = (id: string, token: string): TestShopper => ({
    id,
    token,
    ask: (method, path, body) =>
      fetch(`${server.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      }),
  });
  return {
    url: server.url,
    world,
    tenant: async (name, { isOperator } = { isOperator: false }) => {
      const apiKey = newToken('apiKey');
      const serverWriteKey = newToken('serverWriteKey');
      const organizationId = newId('organization');
      const email = `${name.toLowerCase()}@test.example`;
      const password = `a password of ${name}`;
      const founded = await createOrganizationWithOwner(
        world.records,
        {
          organization: { id: organizationId, name, zone: 'Asia/Shanghai', currency: 'CNY' },
          brands: [
            {
              name: `Brand ${name}`,
              shops: [{ name: `Shop ${name}`, accounts: [{ name: `Account ${name}` }] }],
            },
          ],
        },
        { email, name: `Owner ${name}`, password, isOperator },
        { apiKey, serverWriteKey },
      );
      if (!founded.ok) throw new Error(founded.refusal.detail);
      return {
        organizationId,
        shownId: showId('organization', organizationId),
        email,
        password,
        apiKey: apiKey.secret,
        writeKey: serverWriteKey.secret,
      };
    },
    ask: (tenant, path, init = {}) =>
      fetch(`${server.url}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${tenant.apiKey}`, ...init.headers },
        signal: AbortSignal.timeout(60_000),
      }),
    shopper: async () => {
      const begun = await fetch(`${server.url}/api/storefront/session`, { method: 'POST' });
      const { shopper, token } = (await begun.json()) as { shopper: { id: string }; token: string };
      return shopperWith(shopper.id, token);
    },
    shopperWith,
    close: async () => {
      await server.stop();
      await world.close();
    },
  };
}
