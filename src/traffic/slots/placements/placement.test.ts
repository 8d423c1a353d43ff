import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  movePlacement,
  needsApproval,
  type PlacementMove,
  placementBlockers,
  placementStates,
  standingOf,
} from './placement.ts';

const moves: readonly PlacementMove[] = ['submit', 'admit', 'withdraw', 'approve', 'refuse', 'stop', 'edit'];

it('is approved by the operator, or where nobody else is to be asked, and by nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 30, size: 'max' }), (asked) => {
      let state: (typeof placementStates)[number] = 'draft';
      let approval: PlacementMove | null = null;
      for (const what of asked) {
        const moved = movePlacement(state, what);
        if (!moved.ok) continue;
        if (moved.value === 'approved') approval = what;
        else approval = null;
        // Whoever decides has been asked before.
        if (what === 'approve') expect(state).toBe('waiting');
        state = moved.value;
      }
      if (state === 'approved') expect(['approve', 'admit']).toContain(approval);
    }),
  );
});

it('voids what was decided when it is changed, whatever its state', () => {
  for (const state of placementStates)
    expect(movePlacement(state, 'edit')).toEqual({ ok: true, value: 'draft' });
});

it('runs from its first instant to before its last, unless something is in the way', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...placementStates),
      fc.nat(1_000),
      fc.integer({ min: 1, max: 1_000 }),
      fc.nat(3_000),
      fc.option(fc.constantFrom(...placementBlockers), { nil: null }),
      (state, startsAtMs, length, nowMs, blocker) => {
        const endsAtMs = startsAtMs + length;
        const standing = standingOf({ state, startsAtMs, endsAtMs, blocker }, nowMs);
        const isRunning = state === 'approved' && blocker === null && startsAtMs <= nowMs && nowMs < endsAtMs;
        expect(standing === 'running').toBe(isRunning);
        if (state !== 'approved') expect(standing).toBe(state);
        else if (nowMs >= endsAtMs) expect(standing).toBe('over');
      },
    ),
  );
});

it('asks the operator only where others share the market, and never the operator', () => {
  expect(needsApproval({ organizations: 1, isOperator: false })).toBe(false);
  expect(needsApproval({ organizations: 2, isOperator: false })).toBe(true);
  expect(needsApproval({ organizations: 2, isOperator: true })).toBe(false);
});
