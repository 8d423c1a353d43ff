import { expect, it } from 'vitest';
import type { Showing } from '../billing/impression-store.ts';
import { FrequencyCap, showingsPerDayMax } from './frequency.ts';

const minuteMs = 60_000;
const planId = 'plan';
const shopper = 'shopper';
const showing = (n: number): Showing => ({ planId, requestId: `request ${n}`, atMs: n * 10 * minuteMs });

/** A cap that meets the shopper, and the read of the records, to be answered when the test says so. */
function meeting() {
  const read = Promise.withResolvers<readonly Showing[]>();
  const cap = new FrequencyCap(
    () => read.promise,
    (error) => {
      throw error;
    },
  );
  const allows = (n: number) => cap.allows(cap.meet(shopper), planId, showing(n).atMs);
  allows(0);
  return {
    show: (n: number) => cap.note(shopper, showing(n)),
    allows,
    answer: async (rows: readonly Showing[]) => {
      read.resolve(rows);
      await read.promise;
    },
  };
}

it('counts a showing once that a slow read brings again', async () => {
  const { show, allows, answer } = meeting();
  show(1);
  show(2);
  await answer([showing(1)]);
  for (let n = 3; n <= showingsPerDayMax; n++) {
    expect(allows(n)).toBe(true);
    show(n);
  }
  expect(allows(showingsPerDayMax + 1)).toBe(false);
});

it('counts what other servers showed, read while this one goes on', async () => {
  const { show, allows, answer } = meeting();
  show(4);
  await answer([showing(0), showing(1), showing(2), showing(3)]);
  expect(allows(5)).toBe(false);
});

it('lets two minutes pass between two showings of a plan, and forgets them after a day', async () => {
  const { show, allows, answer } = meeting();
  await answer([]);
  for (let n = 0; n < showingsPerDayMax; n++) show(n);
  expect(allows(showingsPerDayMax - 0.9)).toBe(false);
  expect(allows(144 - 1)).toBe(false);
  expect(allows(144)).toBe(true);
});
