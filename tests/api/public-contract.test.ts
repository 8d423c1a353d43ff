import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenApi, operationsOf } from './openapi-walk.ts';
import { openTestProduct, type TestProduct, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Contract');
});
afterAll(() => product.close());

describe('the public contract', () => {
  it.each(['/healthz', '/readyz', '/openapi.json', '/docs', '/docs/problems', '/metrics'])(
    'answers %s',
    async (path) => {
      expect((await fetch(product.url + path)).status).toBe(200);
    },
  );

  it('loads nothing from outside and forbids being framed', async () => {
    const page = await fetch(`${product.url}/docs`);
    expect(await page.text()).not.toMatch(/(?:src|href)="https?:/);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('refuses a wrong key with a problem document', async () => {
    const answer = await fetch(`${product.url}/api/session`, {
      headers: { authorization: 'Bearer nonsense' },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({
      status: 401,
      code: expect.any(String),
      detail: expect.any(String),
    });
  });

  it('refuses an unknown path with a problem document', async () => {
    const answer = await product.ask(tenant, '/api/nothing');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not_found' });
  });

  it('defines every metric in both languages', async () => {
    const { metrics } = (await (await product.ask(tenant, '/api/metrics')).json()) as {
      metrics: Record<string, { zh: string; en: string } | string>[];
    };
    expect(metrics.length).toBeGreaterThan(25);
    for (const metric of metrics) {
      for (const part of ['names', 'description', 'formula', 'timeBasis', 'attribution', 'entity']) {
        const text = metric[part] as { zh: string; en: string };
        expect(text.en, `${metric.id} ${part}`).not.toBe('');
        // Ids, numbers and signs read the same in both; three English words in a row are prose.
        expect(text.zh, `${metric.id} ${part}`).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/);
      }
    }
  });

  it('carries a trace through', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const answer = await fetch(`${product.url}/healthz`, {
      headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
    });
    expect(answer.headers.get('traceparent')).toContain(trace);
  });

  it('asks every /api route for who is there', async () => {
    const document = (await (await fetch(`${product.url}/openapi.json`)).json()) as OpenApi;
    const open = new Set([
      // Signed by the provider instead: tested where payments are.
      'POST /api/payments/{provider}/callback',
      // Everybody may begin to watch.
      'POST /api/storefront/session',
      'GET /api/set-up',
      'POST /api/set-up',
      'GET /api/invitations/accept',
      'POST /api/invitations/accept',
    ]);
    const operations = operationsOf(document).filter(
      ({ path }) => path.startsWith('/api/') && !path.startsWith('/api/auth/'),
    );
    expect(operations.length).toBeGreaterThan(10);
    // A body that the schema allows, where an empty one is refused before anybody asks who is there.
    const bodies: Record<string, object> = {
      'POST /api/session': { organizationId: tenant.shownId },
      'POST /api/organizations': { name: 'Nobody', zone: 'UTC', currency: 'CNY' },
    };
    for (const { method, path } of operations) {
      if (open.has(`${method} ${path}`)) continue;
      const answer = await fetch(product.url + path.replaceAll(/\{\w+\}/g, '0'), {
        method,
        headers: { 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: JSON.stringify(bodies[`${method} ${path}`] ?? {}) }),
      });
      expect(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 401`);
    }
  });
});
