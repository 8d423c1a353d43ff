import { z } from '@hono/zod-openapi';
import { passwordLengthMax } from '../contract.ts';

/** An operation of the sign-in library that is open, as `/openapi.json` tells of it. */
export type AuthOperation = {
  readonly method: 'get' | 'post';
  /** Below `/api/auth`. */
  readonly path: string;
  readonly summary: string;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
};

// The library itself says how long a new password must be: what is given only needs a bound.
const password = z.string().min(1).max(passwordLengthMax);
const email = z.string().min(1).max(254);
const token = z.string().min(1).max(500);
const code = z.string().min(1).max(40);
const trustDevice = z.boolean().optional().openapi({ description: 'Asks for no code here for thirty days' });

const instant = z.iso.datetime();
const user = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    emailVerified: z.boolean(),
    twoFactorEnabled: z.boolean().nullish(),
    createdAt: instant,
    updatedAt: instant,
  })
  .openapi('AuthUser');
const session = z
  .object({
    id: z.string(),
    token: z.string(),
    userId: z.string(),
    ipAddress: z.string().nullish(),
    userAgent: z.string().nullish(),
    createdAt: instant,
    updatedAt: instant,
    expiresAt: instant,
  })
  .openapi('AuthSession');
const done = z.object({ status: z.boolean() });
const signedIn = z.object({ token: z.string().nullish(), user });

/** All of the library that is open. Whatever it adds in later versions stays shut until it is listed here. */
export const authOperations: readonly AuthOperation[] = [
  {
    method: 'get',
    path: '/get-session',
    summary: 'The session of this cookie and its person, or null',
    answer: z.object({ session, user }).nullable(),
  },
  {
    method: 'post',
    path: '/sign-in/email',
    summary: 'Sign in by e-mail and password; with a second factor the answer asks for its code',
    body: z.object({ email, password, rememberMe: z.boolean().optional() }),
    answer: z.object({
      redirect: z.boolean().optional(),
      token: z.string().optional(),
      user: user.optional(),
      twoFactorRedirect: z.boolean().optional(),
    }),
  },
  {
    method: 'post',
    path: '/sign-out',
    summary: 'End the session of this cookie',
    answer: z.object({ success: z.boolean() }),
  },
  {
    method: 'post',
    path: '/request-password-reset',
    summary: 'Mail a link for a new password; the answer does not tell whether the address is known',
    body: z.object({ email }),
    answer: done.extend({ message: z.string() }),
  },
  {
    method: 'post',
    path: '/reset-password',
    summary: 'Set a new password by the token of that link; all sessions end',
    body: z.object({ token, newPassword: password }),
    answer: done,
  },
  {
    method: 'post',
    path: '/change-password',
    summary: 'Change the password of the person signed in',
    body: z.object({
      currentPassword: password,
      newPassword: password,
      revokeOtherSessions: z.boolean().optional(),
    }),
    answer: signedIn,
  },
  {
    method: 'get',
    path: '/list-sessions',
    summary: 'Where the person is signed in',
    answer: z.array(session),
  },
  {
    method: 'post',
    path: '/revoke-session',
    summary: 'End one session of the person',
    body: z.object({ token }),
    answer: done,
  },
  { method: 'post', path: '/revoke-other-sessions', summary: 'End all sessions but this one', answer: done },
  {
    method: 'post',
    path: '/two-factor/enable',
    summary: 'Begin a second factor: the secret for an authenticator app, and codes to keep',
    body: z.object({ password }),
    answer: z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }),
  },
  {
    method: 'post',
    path: '/two-factor/disable',
    summary: 'Do without a second factor again',
    body: z.object({ password }),
    answer: done,
  },
  {
    method: 'post',
    path: '/two-factor/verify-totp',
    summary: 'Give the code of the app: to sign in, or to finish setting it up',
    body: z.object({ code, trustDevice }),
    answer: signedIn,
  },
  {
    method: 'post',
    path: '/two-factor/verify-backup-code',
    summary: 'Sign in by one of the kept codes, which is used up',
    body: z.object({ code, trustDevice }),
    answer: signedIn,
  },
  {
    method: 'post',
    path: '/two-factor/generate-backup-codes',
    summary: 'Make new codes to keep; the old ones end',
    body: z.object({ password }),
    answer: done.extend({ backupCodes: z.array(z.string()) }),
  },
  {
    method: 'post',
    path: '/two-factor/get-totp-uri',
    summary: 'The secret for an authenticator app once more',
    body: z.object({ password }),
    answer: z.object({ totpURI: z.string() }),
  },
];
