import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { PeopleSet, peopleFromText, peopleState } from './people-set.ts';

const numbers = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 4_294_967_295 })),
  {
    maxLength: 300,
  },
);

it('is joined, cut and counted as sets are', () => {
  fc.assert(
    fc.property(numbers, numbers, (one, other) => {
      const [a, b] = [new Set(one), new Set(other)];
      const [left, right] = [PeopleSet.of(one), PeopleSet.of(other)];
      const sorted = (set: Set<number>) => [...set].sort((x, y) => x - y);
      expect([...left.and(right)]).toEqual(sorted(a.intersection(b)));
      expect([...left.or(right)]).toEqual(sorted(a.union(b)));
      expect([...left.without(right)]).toEqual(sorted(a.difference(b)));
      expect([...PeopleSet.anyOf([left, right, PeopleSet.none])]).toEqual(sorted(a.union(b)));
      expect(left.sharedWith(right)).toBe(a.intersection(b).size);
      expect(left.size).toBe(a.size);
      expect(left.last).toBe(Math.max(0, ...a));
      expect(one.every((person) => left.has(person))).toBe(true);
      expect(PeopleSet.fromBytes(left.toBytes()).equals(left)).toBe(true);
      // What was made of them has left them as they were.
      expect([...left]).toEqual(sorted(a));
    }),
  );
});

it('takes millions at once, while its memory grows', () => {
  const held: PeopleSet[] = [];
  for (let set = 0; set < 4; set++)
    held.push(PeopleSet.of(Uint32Array.from({ length: 3_000_000 }, (_, n) => n * 40 + set)));
  expect(held.map(({ size }) => size)).toEqual([3_000_000, 3_000_000, 3_000_000, 3_000_000]);
});

it('refuses bytes that are no set', () => {
  expect(() => PeopleSet.fromBytes(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))).toThrow();
});

describe('from the columnar store', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await openTestWorld();
  });
  afterAll(() => world?.close());

  it.each([0, 1, 32, 33, 5_000, 300_000])('%i people arrive as they were gathered', async (people) => {
    const { rows } = await world.columnar.query<{ people: string }>(
      { kind: 'market' },
      {
        sql: `SELECT ${peopleState('number * 7 + 1')} AS people FROM numbers({people:UInt32})`,
        params: { people },
      },
    );
    const set = PeopleSet.fromState(rows[0]?.people ?? '');
    expect(set.size).toBe(people);
    expect(set.equals(PeopleSet.of(Array.from({ length: people }, (_, n) => n * 7 + 1)))).toBe(true);
    // And back: the store finds the same people in what is sent to it.
    const sent = await world.columnar.query<{ size: number; wrong: number }>(
      { kind: 'market' },
      {
        sql: `WITH ${peopleFromText('{people:String}')} AS held
          SELECT max(bitmapCardinality(held)) AS size,
            countIf(bitmapContains(held, toUInt32(number)) != (number % 7 = 1 AND number < {end:UInt64})) AS wrong
          FROM numbers(1000)`,
        params: { people: set.toState(), end: people * 7 },
      },
    );
    expect(sent.rows[0]).toEqual({ size: people, wrong: 0 });
  });
});
