import { type Permission, permissions, type Role, roles } from '../contract.ts';

export { type Permission, permissions, type Role, roles } from '../contract.ts';

/** Which role (岗位) may do what: data, so that pages, routes and tests read the same table. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  owner: permissions,
  decision: [
    'metrics:read',
    'orders:read',
    'events:read',
    'imports:write',
    'targets:write',
    'structure:write',
    'audit:read',
  ],
  content: ['metrics:read', 'events:read'],
  merchandise: ['metrics:read', 'orders:read', 'events:read', 'imports:write', 'structure:write'],
  creators: ['metrics:read', 'orders:read'],
  ads: ['metrics:read', 'events:read', 'targets:write'],
  service: ['metrics:read', 'orders:read'],
  audience: ['metrics:read', 'orders:read', 'events:read', 'imports:write'],
};

/**
 * Whether one set of permissions holds all of another. Whoever grants (a role, a key) must hold what they
 * grant; otherwise a key that may only add members could make itself an owner.
 */
export function covers(held: ReadonlySet<Permission>, wanted: Iterable<Permission>): boolean {
  for (const permission of wanted) if (!held.has(permission)) return false;
  return true;
}

export function isPermission(text: string): text is Permission {
  return (permissions as readonly string[]).includes(text);
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
