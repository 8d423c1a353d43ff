import { expect, it } from 'vitest';
import { agrees } from './reckoning.ts';
import { spendTheDay } from './the-day.ts';

it('a simulated day’s orders, coupons, refunds, ad charges and cockpit agree to the cent', {
  timeout: 900_000,
}, async () => {
  const { notes, reckoned, books, brokenLaws, takeouts } = await spendTheDay('day', 24);
  expect(reckoned.filter((row) => !agrees(row))).toEqual([]);
  expect(brokenLaws).toEqual([]);
  expect(takeouts.wrong).toEqual([]);
  expect(books).toMatchObject({ ledger: 0, unbalanced: 0, heldWrong: 0 });
  expect(books.charged).toBe(books.spentByLedger);
  expect(books.charged).toBe(books.spentByDays);
  // A day on which nothing happened would agree as well.
  expect(notes.orders.filter(({ mustBePaid }) => mustBePaid).length).toBeGreaterThan(5);
  expect(notes.refunds.some(({ mustSucceed }) => mustSucceed)).toBe(true);
  expect(books.clicks).toBeGreaterThan(5);
  expect(takeouts.shoppers).toBeGreaterThan(20);
  expect(notes.couponUses.filter(({ mustBePaid }) => mustBePaid).length).toBeGreaterThan(3);
  expect(notes.couponUses.some(({ cameBack }) => cameBack)).toBe(true);
  expect(notes.couponsReleased).toBeGreaterThan(0);
  expect(notes.claimsRefused).toBeGreaterThan(0);
});
