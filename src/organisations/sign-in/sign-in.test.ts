import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showId } from '#kernel/ids';
import { cookieOf, type House, openHouse, password } from '../house-fixture.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('a person', () => {
  it('signs in by e-mail and password and learns who they are and what they may do', async () => {
    const founded = await house.found({
      organization: { name: 'Peony', zone: 'Asia/Tokyo', currency: 'JPY' },
    });
    const person = await house.signIn(founded.email);
    const { status, body } = await person.get('/api/session');
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ email: founded.email, twoFactorEnabled: false, isOperator: false });
    expect(body.organization).toMatchObject({
      id: showId('organization', founded.organizationId),
      name: 'Peony',
      zone: 'Asia/Tokyo',
      currency: 'JPY',
      simulated: false,
    });
    expect(body.member).toEqual({ id: showId('member', founded.memberId), role: 'owner' });
    expect(body.permissions).toContain('members:write');
    expect(body.memberships).toHaveLength(1);
  });

  it('gets a cookie that scripts cannot read and other sites cannot send', async () => {
    const { email } = await house.found();
    const { headers } = await house.send('POST', '/api/auth/sign-in/email', { email, password });
    const cookie = headers.getSetCookie().find((one) => one.startsWith('meadow.session_token='));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).not.toMatch(/Secure/);
  });

  it('is refused with the same words for a wrong password and for an unknown address', async () => {
    const { email } = await house.found();
    const wrong = await house.send('POST', '/api/auth/sign-in/email', {
      email,
      password: 'not the password',
    });
    const unknown = await house.send('POST', '/api/auth/sign-in/email', {
      email: 'nobody@example.com',
      password,
    });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('content-type')).toMatch('application/problem+json');
    expect(unknown.body).toEqual(wrong.body);
  });

  it('cannot sign up: people come in by invitation', async () => {
    const body = { email: 'new@example.com', password, name: 'New' };
    expect((await house.send('POST', '/api/auth/sign-up/email', body)).status).toBe(404);
  });

  it('is a stranger after signing out', async () => {
    const { email } = await house.found();
    const person = await house.signIn(email);
    expect((await person.post('/api/auth/sign-out')).status).toBe(200);
    const { status, body } = await person.get('/api/session');
    expect([status, body.code]).toEqual([401, 'not_signed_in']);
  });

  it('cannot be made to act by a page of another site', async () => {
    const { email } = await house.found();
    const { headers } = await house.send('POST', '/api/auth/sign-in/email', { email, password });
    const forged = { cookie: cookieOf(headers), origin: 'https://evil.example' };
    const { status, body } = await house.send('POST', '/api/auth/sign-out', {}, forged);
    expect([status, body.code]).toEqual([403, 'cross_site']);
    const honest = { cookie: cookieOf(headers), origin: 'http://meadow.test' };
    expect((await house.send('POST', '/api/auth/sign-out', {}, honest)).status).toBe(200);
  });
});

describe('a forgotten password', () => {
  it('is set anew through the mailed link, which works once and ends every session', async () => {
    const { email } = await house.found();
    const before = await house.signIn(email);
    expect((await house.send('POST', '/api/auth/request-password-reset', { email })).status).toBe(200);
    const link = /https?:\S+/.exec(house.mails.at(-1)?.body ?? '')?.[0];
    expect(link).toMatch(/^http:\/\/meadow\.test\/console\/reset-password\?token=/);
    const token = new URL(link ?? '').searchParams.get('token');
    const body = { token, newPassword: 'another long password' };
    expect((await house.send('POST', '/api/auth/reset-password', body)).status).toBe(200);
    expect((await before.get('/api/session')).status).toBe(401);
    await house.signIn(email, 'another long password');
    const again = await house.send('POST', '/api/auth/reset-password', body);
    expect([again.status, again.body.code]).toEqual([400, 'invalid_token']);
  });

  it('tells nobody whether an address has an account, and mails nothing to strangers', async () => {
    const { email } = await house.found();
    const known = await house.send('POST', '/api/auth/request-password-reset', { email });
    const mailed = house.mails.length;
    const stranger = { email: 'stranger@example.com' };
    const unknown = await house.send('POST', '/api/auth/request-password-reset', stranger);
    expect(unknown.body).toEqual(known.body);
    expect(house.mails.length).toBe(mailed);
  });

  it('keeps no working link in the database', async () => {
    const { email } = await house.found();
    await house.send('POST', '/api/auth/request-password-reset', { email });
    const token = /token=(\S+)/.exec(house.mails.at(-1)?.body ?? '')?.[1] ?? '';
    const rows = await house.world.records.market((trx) =>
      trx.selectFrom('auth_verifications').select('identifier').execute(),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ identifier }) => identifier.includes(token))).toBe(false);
  });
});

describe('over https', () => {
  it('the cookie is for secure connections only', async () => {
    const safe = await openHouse('https://meadow.test');
    try {
      const { email } = await safe.found();
      const { headers } = await safe.send('POST', '/api/auth/sign-in/email', { email, password });
      expect(headers.getSetCookie().join()).toMatch(/__Secure-meadow\.session_token=.*Secure/);
    } finally {
      await safe.close();
    }
  });
});
