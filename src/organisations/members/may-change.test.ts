import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, permissions, permissionsOfRole, roles } from '../actors/permission.ts';
import { mayChangeMember } from './may-change.ts';

const change = fc.record({
  held: fc.subarray([...permissions]).map((some) => new Set(some)),
  role: fc.constantFrom(...roles),
  newRole: fc.constantFrom(...roles, null),
  ownerCount: fc.integer({ min: 1, max: 4 }),
});

describe('changing a member', () => {
  it('never leaves an organisation without an owner', () => {
    fc.assert(
      fc.property(change, (asked) => {
        if (!mayChangeMember(asked).ok) return;
        const lost = asked.role === 'owner' && asked.newRole !== 'owner' ? 1 : 0;
        expect(asked.ownerCount - lost).toBeGreaterThan(0);
      }),
    );
  });

  it('never lets anybody touch or grant more than they hold', () => {
    fc.assert(
      fc.property(change, (asked) => {
        if (!mayChangeMember(asked).ok) return;
        expect(covers(asked.held, permissionsOfRole[asked.role])).toBe(true);
        if (asked.newRole) expect(covers(asked.held, permissionsOfRole[asked.newRole])).toBe(true);
      }),
    );
  });

  it('lets an owner do anything but remove the last owner', () => {
    fc.assert(
      fc.property(change, (asked) => {
        const held = new Set(permissions);
        const isLast = asked.role === 'owner' && asked.newRole !== 'owner' && asked.ownerCount === 1;
        expect(mayChangeMember({ ...asked, held }).ok).toBe(!isLast);
      }),
    );
  });
});
