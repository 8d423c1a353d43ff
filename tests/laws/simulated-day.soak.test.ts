import { expect, it } from 'vitest';
import { agrees } from './reckoning.ts';
import { spendTheDay } from './the-day.ts';

it('a long day of two hundred shoppers agrees to the cent', { timeout: 1_800_000 }, async () => {
  const { reckoned, books, brokenLaws, takeouts } = await spendTheDay(`day-${Date.now()}`, 200);
  console.table(reckoned);
  expect(reckoned.filter((row) => !agrees(row))).toEqual([]);
  expect(brokenLaws).toEqual([]);
  expect(takeouts.wrong).toEqual([]);
  expect(books).toMatchObject({ ledger: 0, unbalanced: 0, heldWrong: 0 });
  expect(books.charged).toBe(books.spentByLedger);
});
