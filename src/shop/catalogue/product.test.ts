import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPromised, move, newStanding, type ProductMove, type Standing } from './product.ts';

const moves: readonly ProductMove[] = [
  'submit',
  'pass',
  'reject',
  'edit',
  'ban',
  'lift',
  'list',
  'unlist',
  'delete',
  'restore',
  'schedule',
  'unschedule',
  'start_sale',
];
const step = fc.record({ what: fc.constantFrom(...moves), waitMs: fc.integer({ min: 0, max: 100 }) });

function run(steps: readonly { what: ProductMove; waitMs: number }[], seen: (standing: Standing) => void) {
  let standing = newStanding;
  let nowMs = 0;
  for (const { what, waitMs } of steps) {
    nowMs += waitMs;
    const moved = move(standing, what, { nowMs, saleStartsAtMs: nowMs + 50 });
    if (moved.ok) standing = moved.value;
    seen(standing);
  }
  return standing;
}

/** The way of a product that is sold. */
const onSale: Standing = { review: 'passed', shelf: 'online', saleStartsAtMs: null };

describe('whatever is done to a product, in whatever order', () => {
  it('only what passed its review is on the shelf or waits for its hour there', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        run(steps, (standing) => {
          if (isPromised(standing)) expect(standing.review).toBe('passed');
          if (standing.saleStartsAtMs !== null) expect(standing.shelf).toBe('offline');
          if (standing.review === 'banned') expect(standing.shelf).not.toBe('online');
        });
      }),
    );
  });

  it('it can be brought back on the shelf, also after a ban was lifted', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let standing = run(steps, () => undefined);
        for (const what of ['restore', 'lift', 'edit', 'submit', 'pass', 'unlist', 'list'] as const) {
          const moved = move(standing, what, { nowMs: 1e6 });
          if (moved.ok) standing = moved.value;
        }
        expect(standing).toEqual(onSale);
      }),
    );
  });

  it('a sale that was set starts once, and not before its hour', () => {
    const waiting: Standing = { review: 'passed', shelf: 'offline', saleStartsAtMs: 100 };
    expect(move(waiting, 'start_sale', { nowMs: 99 }).ok).toBe(false);
    const started = move(waiting, 'start_sale', { nowMs: 100 });
    expect(started).toEqual({ ok: true, value: onSale });
    expect(move(onSale, 'start_sale', { nowMs: 200 }).ok).toBe(false);
  });
});

it('refuses what makes no sense with a reason', () => {
  const codeOf = (standing: Standing, what: ProductMove, saleStartsAtMs = 10) => {
    const moved = move(standing, what, { nowMs: 5, saleStartsAtMs });
    return moved.ok ? 'ok' : moved.refusal.code;
  };
  expect(codeOf(newStanding, 'list')).toBe('conflict');
  expect(codeOf(newStanding, 'schedule')).toBe('conflict');
  expect(codeOf({ ...onSale, shelf: 'offline' }, 'schedule', 5)).toBe('unprocessable');
  expect(codeOf({ ...onSale, shelf: 'offline' }, 'schedule', Number.NaN)).toBe('unprocessable');
  expect(codeOf({ ...onSale, shelf: 'deleted' }, 'submit')).toBe('conflict');
  expect(codeOf(onSale, 'submit')).toBe('conflict');
  expect(codeOf({ ...newStanding, review: 'banned' }, 'edit')).toBe('conflict');
});
