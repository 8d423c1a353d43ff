import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenApi, operationsOf, type Schema } from './openapi-walk.ts';
import { openTestProduct, type TestProduct } from './product-fixture.ts';

const file = join(import.meta.dirname, 'openapi-promises.txt');

let product: TestProduct;
let document: OpenApi;
beforeAll(async () => {
  product = await openTestProduct();
  document = (await (await fetch(`${product.url}/openapi.json`)).json()) as OpenApi;
});
afterAll(() => product.close());

/** What callers can rely on, a line each: an operation, its parameters, the fields of its body and of its answer. */
function promises(): string[] {
  return operationsOf(document)
    .flatMap((operation) => {
      const name = `${operation.method} ${operation.path}`;
      return [
        name,
        ...operation.parameters.map((parameter) => `${name} ? ${parameter.name}`),
        ...(operation.body ? fields(operation.body.schema).map((field) => `${name} < ${field}`) : []),
        ...operation.answers.flatMap(({ status, schema }) =>
          fields(schema).map((field) => `${name} > ${status} ${field}`),
        ),
      ];
    })
    .sort();
}

function fields(schema: Schema, path = '', depth = 0): string[] {
  const name = schema.$ref?.split('/').at(-1);
  const known = name ? (document.components?.schemas?.[name] ?? {}) : schema;
  if (depth > 4) return [];
  const options = known.anyOf ?? known.oneOf ?? known.allOf ?? [];
  return [
    ...Object.entries(known.properties ?? {}).flatMap(([field, inner]) => {
      const at = path ? `${path}.${field}` : field;
      return [at, ...fields(inner, at, depth + 1)];
    }),
    ...(known.items ? fields(known.items, `${path}[]`, depth + 1) : []),
    ...options.flatMap((option) => fields(option, path, depth + 1)),
  ];
}

it('keeps every promise it made, and writes down the new ones', () => {
  const now = [...new Set(promises())];
  const made = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  if (process.env.MEADOW_WRITE_API === '1')
    writeFileSync(file, `${[...new Set([...made, ...now])].sort().join('\n')}\n`);
  expect(now.length).toBeGreaterThan(300);
  expect(made.filter((promise) => !now.includes(promise))).toEqual([]);
  // New promises are written down by running this test with MEADOW_WRITE_API=1.
  expect(
    process.env.MEADOW_WRITE_API === '1' ? [] : now.filter((promise) => !made.includes(promise)),
  ).toEqual([]);
});
