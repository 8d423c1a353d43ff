import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromSchema } from './from-schema.ts';
import { fillPath, type OpenApi, type Operation, operationsOf } from './openapi-walk.ts';
import { openTestProduct, type TestProduct, type TestShopper, type TestTenant } from './product-fixture.ts';

let product: TestProduct;
let tenant: TestTenant;
let shopper: TestShopper;
let document: OpenApi;
/** Of somebody signed in: the routes of signing in know people only. */
let cookie: string;
beforeAll(async () => {
  product = await openTestProduct();
  tenant = await product.tenant('Fuzz');
  shopper = await product.shopper();
  const entered = await fetch(`${product.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: tenant.email, password: tenant.password }),
  });
  cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  document = (await (await fetch(`${product.url}/openapi.json`)).json()) as OpenApi;
});
afterAll(() => product.close());

/** Requests per operation; the soak sends more. */
const runs = Number(process.env.MEADOW_FUZZ_RUNS ?? 25);

/** Would sign the fuzzer out or stream for ever. */
const spared = new Set([
  'GET /api/live',
  'POST /api/auth/sign-out',
  'POST /api/storefront/sign-out',
  'DELETE /api/storefront/me',
]);

const requestOf = (operation: Operation) =>
  fc.record({
    path: fc.record(Object.fromEntries(inPlace(operation, 'path'))),
    query: fc.record(Object.fromEntries(inPlace(operation, 'query'))),
    body: operation.body ? fromSchema(document, operation.body.schema) : fc.constant(undefined),
    broken: fc.constantFrom(false, false, false, false, true),
  });

function inPlace(operation: Operation, place: string): [string, fc.Arbitrary<unknown>][] {
  return operation.parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, schema, required }) => {
      const value = fromSchema(document, schema ?? { type: 'string' });
      return [name, required ? value : fc.option(value, { nil: undefined })];
    });
}

async function send(
  operation: Operation,
  request: { path: object; query: object; body: unknown; broken: boolean },
) {
  const values = request.path as Record<string, unknown>;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query))
    if (value !== undefined) query.set(name, asText(value));
  const path = fillPath(operation.path, (name) => asText(values[name]).toWellFormed() || '-');
  const text = request.broken ? '{"half":' : JSON.stringify(request.body ?? null);
  const basic = Buffer.from(`${tenant.writeKey}:`).toString('base64');
  const bearer = operation.path.startsWith('/api/storefront/') ? shopper.token : tenant.apiKey;
  const authorization = operation.path.startsWith('/v1/') ? `Basic ${basic}` : `Bearer ${bearer}`;
  const isSignIn = operation.path.startsWith('/api/auth/');
  return fetch(`${product.url}${path}?${query}`, {
    method: operation.method,
    headers: {
      ...(isSignIn ? { cookie } : { authorization }),
      ...(operation.body ? { 'content-type': operation.body.contentType } : {}),
    },
    ...(operation.body ? { body: text } : {}),
    signal: AbortSignal.timeout(60_000),
  });
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

it('no route answers with a bug, hangs, or refuses without a problem document', {
  timeout: 1_200_000,
}, async () => {
  const operations = operationsOf(document).filter(({ method, path }) => !spared.has(`${method} ${path}`));
  expect(operations.length).toBeGreaterThan(20);
  for (const operation of operations) {
    await fc.assert(
      fc.asyncProperty(requestOf(operation), async (request) => {
        const answer = await send(operation, request);
        const text = await answer.text();
        const seen = `${operation.method} ${operation.path} ${answer.status} ${text.slice(0, 300)}`;
        expect(answer.status, seen).toBeLessThan(500);
        if (answer.status >= 400) {
          expect(answer.headers.get('content-type'), seen).toMatch(/^application\/problem\+json/);
          expect(JSON.parse(text), seen).toMatchObject({ status: answer.status, code: expect.any(String) });
        }
      }),
      { numRuns: runs },
    );
  }
});
