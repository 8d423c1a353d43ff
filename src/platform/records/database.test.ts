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
