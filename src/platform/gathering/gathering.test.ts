import { expect, it } from 'vitest';
import { Gathering } from './index.ts';

it('asks together what comes while it is busy, and answers each its own', async () => {
  const batches: number[][] = [];
  const busy = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const doubles = new Gathering<number, number>(
    async (asks) => {
      batches.push([...asks]);
      begun.resolve();
      await busy.promise;
      return asks.map((ask) => ask * 2);
    },
    { batchMax: 3 },
  );
  const first = doubles.ask(1);
  await begun.promise;
  const rest = [2, 3, 4, 5].map((ask) => doubles.ask(ask));
  busy.resolve();
  expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8, 10]);
  expect(batches).toEqual([[1], [2, 3, 4], [5]]);
});

it('fails them together when the run failed, and goes on afterwards', async () => {
  let isUp = false;
  const flaky = new Gathering<number, number>(
    async (asks) => {
      if (!isUp) throw new Error('away');
      return asks;
    },
    { batchMax: 10 },
  );
  const answers = await Promise.allSettled([1, 2].map((ask) => flaky.ask(ask)));
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isUp = true;
  expect(await flaky.ask(3)).toBe(3);
});

it('does not let one that is at fault take the others down', async () => {
  const picky = new Gathering<string, string>(
    async (asks) => {
      if (asks.includes('bad')) throw new Error('bad');
      return asks.map((ask) => `${ask}!`);
    },
    { batchMax: 10, isFaultOfOne: (error) => String(error).includes('bad') },
  );
  const answers = await Promise.allSettled(['a', 'bad', 'c'].map((ask) => picky.ask(ask)));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
