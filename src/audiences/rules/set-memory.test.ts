import { expect, it } from 'vitest';
import { PeopleSet } from '#platform/people-sets';
import { SetMemory } from './set-memory.ts';

const counted = () => {
  const asked: string[] = [];
  const find =
    (key: string, people: readonly number[] = [1]) =>
    async () => {
      asked.push(key);
      return PeopleSet.of(people);
    };
  return { asked, find };
};

/** What took long to find is kept for longer, so a test says how long that was. */
const atOnce = () => 0;

it('asks once for what is asked at once or shortly after, and says as of when', async () => {
  const memory = new SetMemory({ lifeMs: 100, bytesMax: 10_000, clock: atOnce });
  const { asked, find } = counted();
  const [one, same] = await Promise.all([
    memory.get('a', 1_000, find('a', [4, 5])),
    memory.get('a', 1_000, find('a')),
  ]);
  expect(same).toBe(one);
  expect((await memory.get('a', 1_099, find('a'))).asOfMs).toBe(1_000);
  expect([...one.people]).toEqual([4, 5]);
  expect((await memory.get('a', 1_100, find('a'))).asOfMs).toBe(1_100);
  // A question about the past is another one.
  await memory.get('a', 900, find('a'));
  expect(asked).toEqual(['a', 'a', 'a']);
});

it('keeps for longer what took long to find, but not for ever', async () => {
  let ms = 0;
  const memory = new SetMemory({ lifeMs: 100, bytesMax: 10_000, clock: () => ms });
  const { asked, find } = counted();
  const slowly = (key: string, tookMs: number) => async () => {
    const people = await find(key)();
    ms += tookMs;
    return people;
  };
  await memory.get('a', 0, slowly('a', 20));
  await memory.get('a', 399, find('a'));
  await memory.get('a', 400, slowly('a', 5_000));
  await memory.get('a', 1_399, find('a'));
  expect(asked).toEqual(['a', 'a']);
  await memory.get('a', 1_400, find('a'));
  expect(asked).toEqual(['a', 'a', 'a']);
});

it('does not keep a failure', async () => {
  const memory = new SetMemory({ lifeMs: 100, bytesMax: 10_000, clock: atOnce });
  await expect(memory.get('a', 0, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect((await memory.get('a', 0, counted().find('a'))).people.size).toBe(1);
});

it('stays within its bytes by letting go of what was used longest ago', async () => {
  const memory = new SetMemory({ lifeMs: 100, bytesMax: 700, clock: atOnce });
  const { asked, find } = counted();
  for (const key of ['a', 'b', 'a', 'c', 'd']) {
    await memory.get(key, 0, find(key));
    expect(memory.bytes).toBeLessThanOrEqual(700);
  }
  await memory.get('d', 0, find('d'));
  await memory.get('b', 0, find('b'));
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'b']);
});
