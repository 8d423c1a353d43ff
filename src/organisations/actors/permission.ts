import { type Permission, permissions, type Role, roles } from '../contract.ts';

export { type Permission, permissions, permissionsOfRole, type Role, roles } from '../contract.ts';

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
