import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showId } from '#kernel/ids';
import { cookieOf, type House, openHouse, password } from '../house-fixture.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

let count = 0;
const freshEmail = () => `person${++count}@example.com`;
const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? '';
type Person = Awaited<ReturnType<House['signIn']>>;

/** Invites an address and accepts as a new person, who comes back signed in. */
async function hire(owner: Person, role: string) {
  const email = freshEmail();
  const invited = await owner.post('/api/invitations', { email, role });
  const token = tokenOf(invited.body.link);
  const accepted = await house.send('POST', '/api/invitations/accept', {
    token,
    name: `A ${role}`,
    password,
  });
  if (accepted.status !== 201) throw new Error(JSON.stringify(accepted.body));
  return { email, ...accepted.body, person: house.as({ cookie: cookieOf(accepted.headers) }) };
}

describe('an invitation', () => {
  it('makes a new person a member with the role offered, signed in at once', async () => {
    const { email: ownerEmail } = await house.found();
    const owner = await house.signIn(ownerEmail);
    const email = freshEmail();
    const invited = await owner.post('/api/invitations', { email, role: 'ads' });
    expect(invited.body).toMatchObject({ email, role: 'ads', state: 'open', invitedBy: expect.any(String) });
    expect(house.mails.at(-1)).toMatchObject({
      recipient: email,
      body: expect.stringContaining(invited.body.link),
    });

    const token = tokenOf(invited.body.link);
    const offer = await house.send('GET', `/api/invitations/accept?token=${token}`);
    expect(offer.body).toMatchObject({ email, role: 'ads', hasAccount: false });
    const accepted = await house.send('POST', '/api/invitations/accept', { token, name: 'Ann', password });
    expect(accepted.status).toBe(201);
    const session = await house.as({ cookie: cookieOf(accepted.headers) }).get('/api/session');
    expect(session.body.member.role).toBe('ads');
    expect(session.body.permissions).not.toContain('members:write');
    await house.signIn(email);

    const again = await house.send('POST', '/api/invitations/accept', { token, name: 'Ann', password });
    expect([again.status, again.body.code]).toEqual([404, 'not_found']);
    const listed = await owner.get('/api/invitations');
    expect(listed.body.items[0].state).toBe('accepted');
  });

  it('takes a known person after they signed in, who then can switch between organisations', async () => {
    const first = await house.found();
    const second = await house.found();
    const owner = await house.signIn(second.email);
    const known = await house.signIn(first.email);
    const invited = await owner.post('/api/invitations', {
      email: first.email.toUpperCase(),
      role: 'decision',
    });
    const token = tokenOf(invited.body.link);
    const stranger = await house.send('POST', '/api/invitations/accept', { token, name: 'X', password });
    expect([stranger.status, stranger.body.code]).toEqual([401, 'not_signed_in']);
    expect((await owner.post('/api/invitations/accept', { token })).status).toBe(403);
    expect((await known.post('/api/invitations/accept', { token })).status).toBe(201);

    const session = await known.get('/api/session');
    expect(session.body.memberships).toHaveLength(2);
    expect(session.body.member.role).toBe('decision');
    const home = session.body.memberships.find((one: { role: string }) => one.role === 'owner');
    const switched = await known.post('/api/session', { organizationId: home.organizationId });
    expect(switched.body.member.role).toBe('owner');
    expect((await known.get('/api/session')).body.organization.id).toBe(home.organizationId);
    expect((await known.get('/api/organizations')).body.items[0].id).toBe(home.organizationId);
  });

  it('is replaced by a newer one, can be taken back, and ends by itself', async () => {
    const { email: ownerEmail, organizationId } = await house.found();
    const owner = await house.signIn(ownerEmail);
    const email = freshEmail();
    const first = await owner.post('/api/invitations', { email, role: 'content' });
    const second = await owner.post('/api/invitations', { email, role: 'service' });
    const statusOf = async (link: string) =>
      (await house.send('GET', `/api/invitations/accept?token=${tokenOf(link)}`)).status;
    expect(await statusOf(first.body.link)).toBe(404);
    expect(await statusOf(second.body.link)).toBe(200);
    const revoked = await owner.post(`/api/invitations/${second.body.id}/revoke`);
    expect(revoked.body.state).toBe('revoked');
    expect(await statusOf(second.body.link)).toBe(404);
    const third = await owner.post('/api/invitations', { email, role: 'service' });
    await house.world.records.organization(organizationId, (trx) =>
      trx
        .updateTable('invitations')
        .set({ expires_at: new Date(0) })
        .execute(),
    );
    expect(await statusOf(third.body.link)).toBe(404);
  });

  it('wants a name and a long enough password of a new person', async () => {
    const { email } = await house.found();
    const owner = await house.signIn(email);
    const invited = await owner.post('/api/invitations', { email: freshEmail(), role: 'content' });
    const token = tokenOf(invited.body.link);
    const fieldOf = async (body: object) =>
      (await house.send('POST', '/api/invitations/accept', { token, ...body })).body.errors[0].field;
    expect(await fieldOf({ password })).toBe('name');
    expect(await fieldOf({ name: 'A' })).toBe('password');
    expect(await fieldOf({ name: 'A', password: 'short' })).toBe('password');
  });
});

describe('members', () => {
  it('change roles and leave, with effect on the very next request', async () => {
    const { email } = await house.found();
    const owner = await house.signIn(email);
    const { person, memberId } = await hire(owner, 'content');
    expect((await person.get('/api/audit-log')).status).toBe(403);
    await owner.patch(`/api/members/${memberId}`, { role: 'decision' });
    expect((await person.get('/api/audit-log')).status).toBe(200);
    const names = (await person.get('/api/members')).body.items.map((one: { name: string }) => one.name);
    expect(names).toContain('A content');
    expect((await owner.delete(`/api/members/${memberId}`)).status).toBe(200);
    const after = await person.get('/api/structure');
    expect([after.status, after.body.code]).toEqual([403, 'forbidden']);
    const session = await person.get('/api/session');
    expect(session.body).toMatchObject({ organization: null, member: null, permissions: [] });
  });

  it('always keep one owner, even when two owners remove each other at once', async () => {
    const founded = await house.found();
    const owner = await house.signIn(founded.email);
    const ownerPath = `/api/members/${showId('member', founded.memberId)}`;
    const alone = await owner.delete(ownerPath);
    expect([alone.status, alone.body.code]).toEqual([409, 'conflict']);
    const second = await hire(owner, 'owner');
    const answers = await Promise.all([
      owner.delete(`/api/members/${second.memberId}`),
      second.person.patch(ownerPath, { role: 'ads' }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('below an owner cannot manage people', async () => {
    const { email } = await house.found();
    const owner = await house.signIn(email);
    const { person, memberId } = await hire(owner, 'decision');
    expect((await person.patch(`/api/members/${memberId}`, { role: 'owner' })).status).toBe(403);
    expect((await person.post('/api/invitations', { email: freshEmail(), role: 'owner' })).status).toBe(403);
    expect((await person.post('/api/api-keys', { name: 'x', permissions: ['metrics:read'] })).status).toBe(
      403,
    );
  });

  it('of another organisation are out of reach', async () => {
    const one = await house.found();
    const other = await house.found();
    const { memberId } = await hire(await house.signIn(one.email), 'content');
    const stranger = await house.signIn(other.email);
    expect((await stranger.patch(`/api/members/${memberId}`, { role: 'ads' })).status).toBe(404);
    expect((await stranger.delete(`/api/members/${memberId}`)).status).toBe(404);
    const session = await stranger.post('/api/session', {
      organizationId: (await house.signIn(one.email).then((p) => p.get('/api/session'))).body.organization.id,
    });
    expect(session.status).toBe(404);
  });
});

describe('the operator of the market', () => {
  it('opens organisations; nobody else does', async () => {
    const operator = await house.found({}, { isOperator: true });
    const other = await house.found();
    const input = { name: 'New brand group', zone: 'Asia/Shanghai', currency: 'CNY' };
    expect((await (await house.signIn(other.email)).post('/api/organizations', input)).status).toBe(403);
    expect((await operator.program.post('/api/organizations', input)).status).toBe(401);
    const person = await house.signIn(operator.email);
    const made = await person.post('/api/organizations', input);
    expect(made.status).toBe(201);
    const switched = await person.post('/api/session', { organizationId: made.body.id });
    expect(switched.body).toMatchObject({
      member: { role: 'owner' },
      organization: { name: 'New brand group' },
    });
    const renamed = await person.patch(`/api/organizations/${made.body.id}`, { name: 'Renamed' });
    expect(renamed.body.name).toBe('Renamed');
    expect(
      (await (await house.signIn(other.email)).patch(`/api/organizations/${made.body.id}`, {})).status,
    ).toBe(404);
  });
});
