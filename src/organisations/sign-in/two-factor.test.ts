import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, type House, openHouse, password } from '../house-fixture.ts';
import { totp } from './one-time-code-fixture.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** A person who set up their phone, with what the phone and the drawer hold. */
async function personWithPhone() {
  const { email } = await house.found();
  const person = await house.signIn(email);
  const enabled = await person.post('/api/auth/two-factor/enable', { password });
  const secret = new URL(enabled.body.totpURI).searchParams.get('secret') ?? '';
  const verified = await person.post('/api/auth/two-factor/verify-totp', { code: totp(secret) });
  expect(verified.status).toBe(200);
  return { email, secret, backupCodes: enabled.body.backupCodes as string[] };
}

/** The password alone: half a sign-in. */
async function halfSignedIn(email: string) {
  const answer = await house.send('POST', '/api/auth/sign-in/email', { email, password });
  expect(answer.body.twoFactorRedirect).toBe(true);
  return house.as({ cookie: cookieOf(answer.headers) });
}

const whoIs = async (headers: Headers) =>
  (await house.as({ cookie: cookieOf(headers) }).get('/api/session')).body;

describe('a second factor', () => {
  it('is asked after the password, and only both let a person in', async () => {
    const { email, secret } = await personWithPhone();
    const half = await halfSignedIn(email);
    expect((await half.get('/api/session')).status).toBe(401);
    const wrong = await half.post('/api/auth/two-factor/verify-totp', { code: '000000' });
    expect(wrong.status).toBe(401);
    const right = await half.post('/api/auth/two-factor/verify-totp', { code: totp(secret) });
    expect(right.status).toBe(200);
    expect((await whoIs(right.headers)).user).toMatchObject({ email, twoFactorEnabled: true });
  });

  it('can be a backup code from the drawer, once', async () => {
    const { email, backupCodes } = await personWithPhone();
    const [code = ''] = backupCodes;
    expect(backupCodes.length).toBeGreaterThanOrEqual(8);
    const half = await halfSignedIn(email);
    const right = await half.post('/api/auth/two-factor/verify-backup-code', { code });
    expect(right.status).toBe(200);
    const again = await halfSignedIn(email);
    expect((await again.post('/api/auth/two-factor/verify-backup-code', { code })).status).toBe(401);
  });

  it('locks after ten wrong codes, whatever comes next', async () => {
    const { email, secret } = await personWithPhone();
    for (let guess = 0; guess < 10; guess++) {
      const half = await halfSignedIn(email);
      await half.post('/api/auth/two-factor/verify-totp', { code: String(guess).padStart(6, '9') });
    }
    const half = await halfSignedIn(email);
    const right = await half.post('/api/auth/two-factor/verify-totp', { code: totp(secret) });
    expect([right.status, right.body.code]).toEqual([429, 'account_temporarily_locked']);
  });

  it('is kept sealed: neither the secret nor a backup code is readable in the database', async () => {
    const { secret, backupCodes } = await personWithPhone();
    const rows = await house.world.records.market((trx) =>
      trx.selectFrom('auth_two_factors').selectAll().execute(),
    );
    const text = JSON.stringify(rows);
    expect(text).not.toContain(secret);
    for (const code of backupCodes) expect(text).not.toContain(code);
  });
});

describe('a person', () => {
  it('changes the password and thereby ends every other session, or ends them by hand', async () => {
    const { email } = await house.found();
    const here = await house.signIn(email);
    const there = await house.signIn(email);
    const listed = await here.get('/api/auth/list-sessions');
    expect(listed.body).toHaveLength(2);
    expect((await here.post('/api/auth/revoke-other-sessions')).status).toBe(200);
    expect((await there.get('/api/session')).status).toBe(401);
    const third = await house.signIn(email);
    const changed = await here.post('/api/auth/change-password', {
      currentPassword: password,
      newPassword: 'a wholly new password',
      revokeOtherSessions: true,
    });
    expect(changed.status).toBe(200);
    expect((await third.get('/api/session')).status).toBe(401);
    await house.signIn(email, 'a wholly new password');
  });

  it('changes name and language, which colleagues see at once', async () => {
    const { email, program } = await house.found();
    const person = await house.signIn(email);
    const changed = await person.patch('/api/session', { name: '王芳', locale: 'zh' });
    expect(changed.body.user).toMatchObject({ name: '王芳', locale: 'zh' });
    expect((await program.get('/api/members')).body.items[0].name).toBe('王芳');
    expect((await person.patch('/api/session', { image: 'https://tracker.example/x.png' })).status).toBe(400);
    expect(
      (await person.post('/api/auth/update-user', { image: 'https://tracker.example/x.png' })).status,
    ).toBe(404);
  });

  it('finds what happened to the account in the audit log of the organisation', async () => {
    const { email, program } = await house.found();
    const person = await house.signIn(email);
    const enabled = await person.post('/api/auth/two-factor/enable', { password });
    const secret = new URL(enabled.body.totpURI).searchParams.get('secret') ?? '';
    await person.post('/api/auth/two-factor/verify-totp', { code: totp(secret) });
    const half = await halfSignedIn(email);
    await half.post('/api/auth/two-factor/verify-totp', { code: '000000' });
    await half.post('/api/auth/two-factor/verify-backup-code', { code: enabled.body.backupCodes[0] });
    await house.send('POST', '/api/auth/request-password-reset', { email });
    const token = /token=(\S+)/.exec(house.mails.at(-1)?.body ?? '')?.[1];
    await house.send('POST', '/api/auth/reset-password', { token, newPassword: 'yet another password' });
    const { body } = await program.get('/api/audit-log?subjectKind=member');
    expect(body.items.map((entry: { action: string }) => entry.action)).toEqual([
      'person.password_reset',
      'person.backup_code_used',
      'person.second_factor_passed',
      'person.signed_in',
    ]);
  });
});
