/** Signing in and what belongs to it, as the server's `/api/auth` takes it. */
import { request } from '../../../ui/api/request.ts';

export type SignInAnswer = { readonly twoFactorRedirect?: boolean };

export const signIn = (email: string, password: string) =>
  request<SignInAnswer>('/api/auth/sign-in/email', { body: { email: email.trim(), password } });

export const signOut = () => request('/api/auth/sign-out', { body: {} });

export const verifyCode = (code: string, trustDevice: boolean) =>
  request('/api/auth/two-factor/verify-totp', { body: { code, trustDevice } });

export const verifyBackupCode = (code: string, trustDevice: boolean) =>
  request('/api/auth/two-factor/verify-backup-code', { body: { code, trustDevice } });

export const requestReset = (email: string) =>
  request('/api/auth/request-password-reset', { body: { email: email.trim() } });

export const resetPassword = (token: string, newPassword: string) =>
  request('/api/auth/reset-password', { body: { token, newPassword } });
