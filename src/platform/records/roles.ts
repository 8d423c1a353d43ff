import { createHmac } from 'node:crypto';
import pg from 'pg';

/**
 * The three roles the server works under. None is a superuser or may bypass row security.
 * - `meadow_member`: one organisation per transaction.
 * - `meadow_market`: the instance itself (relay, sign-in, collector); a short, tested list of stores uses it.
 * - `meadow_jobs`: owns the job queue's schema and sees nothing else.
 */
export const roleNames = ['meadow_member', 'meadow_market', 'meadow_jobs'] as const;
export type RoleName = (typeof roleNames)[number];

/** Derived rather than stored: who has the instance secret has the roles, and rotating it rotates them. */
export function rolePassword(instanceSecret: string, role: RoleName): string {
  return createHmac('sha256', instanceSecret).update(`postgres role ${role}`).digest('base64url');
}

/** The same database under another role. */
export function roleUrl(adminUrl: string, instanceSecret: string, role: RoleName): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = rolePassword(instanceSecret, role);
  return url.toString();
}

/** Creates or updates the roles; the admin connection needs CREATEROLE. Safe to run at every start. */
export async function ensureRoles(client: pg.Client, instanceSecret: string): Promise<void> {
  // Roles belong to the whole PostgreSQL server, so two instances starting at once must take turns.
  await client.query('SELECT pg_advisory_lock(460046)');
  try {
    for (const role of roleNames) {
      const password = pg.escapeLiteral(rolePassword(instanceSecret, role));
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const verb = rowCount ? 'ALTER' : 'CREATE';
      await client.query(`${verb} ROLE ${role} LOGIN NOINHERIT PASSWORD ${password}`);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock(460046)');
  }
}
