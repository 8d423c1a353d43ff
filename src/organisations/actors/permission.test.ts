import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, isPermission, isRole, permissions, permissionsOfRole, roles } from './permission.ts';

describe('the table of roles', () => {
  it('knows every role, gives only permissions that exist, and each once', () => {
    expect(Object.keys(permissionsOfRole).sort()).toEqual([...roles].sort());
    for (const role of roles) {
      const given = permissionsOfRole[role];
      expect(given.every(isPermission)).toBe(true);
      expect(new Set(given).size).toBe(given.length);
    }
  });

  it('lets owners do everything, everybody read numbers, and nobody else manage people or keys', () => {
    expect(permissionsOfRole.owner).toEqual(permissions);
    for (const role of roles) {
      expect(permissionsOfRole[role]).toContain('metrics:read');
      if (role === 'owner') continue;
      expect(permissionsOfRole[role]).not.toContain('members:write');
      expect(permissionsOfRole[role]).not.toContain('keys:write');
    }
  });

  it('takes no inherited word for a role', () => {
    for (const word of ['constructor', '__proto__', 'toString', 'OWNER', ''])
      expect(isRole(word)).toBe(false);
  });
});

const set = fc.subarray([...permissions]).map((some) => new Set(some));

it('covering is the order of sets: reflexive, transitive, and equal only both ways', () => {
  fc.assert(
    fc.property(set, set, set, (a, b, c) => {
      expect(covers(a, a)).toBe(true);
      if (covers(a, b) && covers(b, c)) expect(covers(a, c)).toBe(true);
      if (covers(a, b) && covers(b, a)) expect([...a].sort()).toEqual([...b].sort());
    }),
  );
});
