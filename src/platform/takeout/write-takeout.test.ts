import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asId } from '#kernel/ids';
import { dayWindows } from './day-windows.ts';
import { pagesByKey, type TakeoutPart } from './takeout.ts';
import { beginTakeout } from './write-takeout.ts';

const of = { shopperId: asId('shopper', 'somebody'), shopperIds: [], persons: [] };
const head = { format: 'test', version: 1 };

async function textOf(
  begins: Readonly<Record<string, string | number>>,
  parts: readonly TakeoutPart[],
): Promise<string> {
  let text = '';
  for await (const piece of await beginTakeout(begins, parts, of)) text += piece;
  return text;
}

async function* yielded(pages: readonly (readonly object[])[]) {
  yield* pages;
}

const entry = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), {
  noNullPrototype: true,
  size: 'xsmall',
});
const list = fc.array(fc.array(entry, { size: 'xsmall' }), { size: 'xsmall' });

it('is one JSON object with the head and a member for each part, however it is paged and whatever it says', () =>
  fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()), { noNullPrototype: true }),
      fc.dictionary(fc.string(), fc.oneof(list, fc.option(entry)), { noNullPrototype: true }),
      async (begins, members) => {
        const head = Object.fromEntries(
          Object.entries(begins).map(([name, value]) => [`head ${name}`, value]),
        );
        const named = Object.entries(members).map(([name, said]) => [`of ${name}`, said] as const);
        const parts = named.map(
          ([name, said]): TakeoutPart =>
            Array.isArray(said)
              ? { name, carries: [], pages: () => yielded(said) }
              : { name, carries: [], one: async () => said },
        );
        const told = named.map(([name, said]) => [name, Array.isArray(said) ? said.flat() : said]);
        // As JSON says it: -0 is 0 there.
        const expected = JSON.parse(JSON.stringify({ ...head, ...Object.fromEntries(told) }));
        expect(JSON.parse(await textOf(head, parts))).toEqual(expected);
      },
    ),
  ));

it('is refused before its first piece where a part cannot begin, and torn where one ends half-way', async () => {
  const lost: TakeoutPart = {
    name: 'lost',
    carries: [],
    pages: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('away')) }) }),
  };
  await expect(beginTakeout(head, [lost], of)).rejects.toThrow('away');
  const torn: TakeoutPart = {
    name: 'torn',
    carries: [],
    pages: async function* () {
      yield [{ told: true }];
      throw new Error('away');
    },
  };
  let text = '';
  const pieces = await beginTakeout(head, [torn], of);
  const readAll = async () => {
    for await (const piece of pieces) text += piece;
  };
  await expect(readAll()).rejects.toThrow('away');
  expect(text).toContain('"told":true');
  expect(() => JSON.parse(text)).toThrow();
});

it('has every row once, whether the last page is full or not', () =>
  fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(), { size: 'small' }),
      fc.integer({ min: 1, max: 5 }),
      async (keys, limit) => {
        const rows = keys.sort((a, b) => a - b);
        const read = async (after: number | null, most: number) =>
          rows.filter((row) => after === null || row > after).slice(0, most);
        const pages: (readonly number[])[] = [];
        for await (const page of pagesByKey(read, (row) => row, limit)) pages.push(page);
        expect(pages.flat()).toEqual(rows);
        expect(pages.every((page) => page.length > 0 && page.length <= limit)).toBe(true);
      },
    ),
  ));

it('reads days together as long as they are few enough, each in exactly one window', () =>
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 50 }), { size: 'small' }),
      fc.integer({ min: 1, max: 60 }),
      (counts, rowsMax) => {
        const days = counts.map((rows, place) => ({ day: String(1_000 + place), rows }));
        const windows = dayWindows(days, rowsMax);
        const inside = windows.map(({ first, last }) =>
          days.filter(({ day }) => day >= first && day <= last),
        );
        expect(inside.flat()).toEqual(days);
        for (const [place, window] of inside.entries()) {
          const rows = window.reduce((sum, day) => sum + day.rows, 0);
          expect(rows <= rowsMax || window.length === 1).toBe(true);
          // The next day did not fit.
          const next = inside[place + 1]?.[0];
          if (next) expect(rows + next.rows).toBeGreaterThan(rowsMax);
        }
      },
    ),
  ));
