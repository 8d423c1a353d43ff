/**
 * What the audit log remembers of people's own doings (OWASP ASVS 5.0, V16.3): by the path that did it. An
 * owner sees who came in from where, and that a password or a second factor changed.
 */
const actionOfPath: Readonly<Record<string, string>> = {
  '/sign-in/email': 'person.signed_in',
  '/change-password': 'person.password_changed',
  '/two-factor/verify-totp': 'person.second_factor_passed',
  '/two-factor/verify-backup-code': 'person.backup_code_used',
  '/two-factor/disable': 'person.second_factor_disabled',
  '/two-factor/generate-backup-codes': 'person.backup_codes_renewed',
};

export const passwordReset = 'person.password_reset';

/** The action of a successful answer; null for what is not worth remembering, such as half a sign-in. */
export function securityAction(path: string, answer: unknown): string | null {
  if (typeof answer === 'object' && answer !== null && 'twoFactorRedirect' in answer) return null;
  return actionOfPath[path] ?? null;
}

/** Whose answer it is, where the answer says so. */
export function personIn(answer: unknown): string | null {
  const { user } = (answer ?? {}) as { user?: { id?: unknown } };
  return typeof user?.id === 'string' ? user.id : null;
}
