import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import { newId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { passwordLengthMax, passwordLengthMin } from '../contract.ts';
import type { PostMail } from '../mail/mail.ts';
import { passwordReset } from './security-events.ts';
import { logSecurityEvent } from './security-events-store.ts';

export type AuthOptions = {
  readonly records: Records;
  readonly secret: string;
  /** Where people reach the instance, such as https://growth.example.com. */
  readonly baseUrl: string;
  readonly postMail: PostMail;
};

export const sessionLifeSeconds = 7 * 24 * 3600;
const resetLifeSeconds = 3600;

/**
 * People, passwords (scrypt), sessions and second factors are the library's; tenants are ours. It works on
 * the market role, which alone may read its five tables.
 */
export function openAuth({ records, secret, baseUrl, postMail }: AuthOptions) {
  return betterAuth({
    appName: 'Meadow',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: records.marketPool,
    telemetry: { enabled: false },
    // Refusals become answers; a bug or a store that is away is thrown to the one translator at the edge.
    onAPIError: { throw: true },
    logger: { level: 'error' },
    emailAndPassword: {
      enabled: true,
      // People come in by invitation, or as the first owner; see `invitations/` and `founding/`.
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetLifeSeconds,
      onPasswordReset: ({ user }, request) =>
        logSecurityEvent(records, {
          userId: user.id,
          action: passwordReset,
          ipAddress: request?.headers.get(addressHeader) ?? null,
        }),
      // The library would build this link from what the request says; a forged request must not steer it.
      sendResetPassword: ({ user, token }) =>
        postMail({
          recipient: user.email,
          subject: 'Meadow: set a new password · 重设密码',
          body: `Set a new password within an hour · 请在一小时内重设密码:\n${baseUrl}/console/reset-password?token=${encodeURIComponent(token)}\n`,
        }),
    },
    // Limits live in front of the handler, where one mechanism serves every route.
    rateLimit: { enabled: false },
    session: {
      modelName: 'auth_sessions',
      expiresIn: sessionLifeSeconds,
      updateAge: 24 * 3600,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    user: {
      modelName: 'auth_users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'auth_credentials',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verifications',
      // A copy of the database must not be a bundle of working reset links.
      storeIdentifier: 'hashed',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [
      twoFactor({
        issuer: 'Meadow',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'auth_two_factors',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
    advanced: {
      cookiePrefix: 'meadow',
      useSecureCookies: baseUrl.startsWith('https://'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      // The address comes from the connection; `clientAddress` writes it, over whatever the client sent.
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // `sameSiteOnly` checks the origin of every state-changing request, these included.
      disableCSRFCheck: true,
      database: { generateId: () => newId('user') },
    },
  });
}

export const addressHeader = 'x-meadow-address';

export type Auth = ReturnType<typeof openAuth>;
