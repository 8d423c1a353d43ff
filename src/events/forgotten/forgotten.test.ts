import { afterAll, beforeAll, expect, it } from 'vitest';
import { PeopleSet } from '#platform/people-sets';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { Forgotten } from './forgotten-store.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

it('knows at once whoever was erased where that matters, and within a second where it is asked for each event', async () => {
  let ms = 0;
  const forgotten = new Forgotten(world.records, () => ms);
  const elsewhere = new Forgotten(world.records);
  const person = 2_000_000_000;
  expect((await forgotten.lately()).has(person)).toBe(false);
  await elsewhere.note(PeopleSet.of([person]));
  ms = 999;
  expect((await forgotten.lately()).has(person)).toBe(false);
  ms = 1_000;
  expect((await forgotten.lately()).has(person)).toBe(true);
  await elsewhere.note(PeopleSet.of([person + 1]));
  expect((await forgotten.people()).has(person + 1)).toBe(true);
  expect((await forgotten.lately()).has(person + 1)).toBe(true);
});
