import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestWorld, type TestWorld } from '../testing/world.ts';
import { generateTypes } from './generate-types.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

it('the committed types are those of the migrated schema', async () => {
  const committed = await readFile(join(import.meta.dirname, 'database.ts'), 'utf8');
  expect(await generateTypes(world.recordsAdminUrl)).toBe(committed);
});

it('what is asked on every page is planned once on a connection, whatever the values', async () => {
  const some = { name: 'some', text: 'SELECT n FROM unnest($1::int[]) n' };
  for (const values of [[1], [1, 2, 3], []])
    expect(await world.records.planned(some, [values])).toEqual(values.map((n) => ({ n })));
  const plans = {
    name: 'plans',
    text: `SELECT custom_plans::int AS custom, generic_plans::int AS generic FROM pg_prepared_statements WHERE name = $1`,
  };
  expect(await world.records.planned(plans, ['some'])).toEqual([{ custom: 0, generic: 3 }]);
});
