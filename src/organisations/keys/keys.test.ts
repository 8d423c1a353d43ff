import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../house-fixture.ts';

let house: House;
/** Stands still unless a test moves it. */
let steadyMs = 0;
beforeAll(async () => {
  house = await openHouse(undefined, undefined, () => steadyMs);
});
afterAll(() => house.close());

const bearer = (secret: string) => house.as({ authorization: `Bearer ${secret}` });

describe('an API key', () => {
  it('is shown once, works, is listed by its hint and marked as used', async () => {
    const { program } = await house.found();
    const made = await program.post('/api/api-keys', { name: 'BI tool', permissions: ['metrics:read'] });
    expect(made.status).toBe(201);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect((await bearer(made.body.secret).get('/api/structure')).status).toBe(200);
    await house.organisations.close();
    const { body } = await program.get('/api/api-keys');
    const listed = body.items.find((key: { name: string }) => key.name === 'BI tool');
    expect(listed).toMatchObject({ hint: made.body.hint, permissions: ['metrics:read'], revokedAt: null });
    expect(listed.lastUsedAt).toEqual(expect.any(String));
    expect(JSON.stringify(body)).not.toContain(made.body.secret);
  });

  it('may only what it was given, and never more than who made it', async () => {
    const { program } = await house.found();
    const made = await program.post('/api/api-keys', { name: 'Keys only', permissions: ['keys:write'] });
    const narrow = bearer(made.body.secret);
    expect((await narrow.get('/api/audit-log')).body.code).toBe('forbidden');
    expect((await narrow.post('/api/brands', { name: 'No' })).status).toBe(403);
    expect((await narrow.get('/api/members')).status).toBe(403);
    const wider = await narrow.post('/api/api-keys', {
      name: 'More',
      permissions: ['keys:write', 'audit:read'],
    });
    expect([wider.status, wider.body.code]).toEqual([403, 'forbidden']);
    const equal = await narrow.post('/api/api-keys', { name: 'Same', permissions: ['keys:write'] });
    expect(equal.status).toBe(201);
  });

  it('stops when it is revoked', async () => {
    const { program } = await house.found();
    const made = await program.post('/api/api-keys', { name: 'Short', permissions: ['metrics:read'] });
    const user = bearer(made.body.secret);
    expect((await user.get('/api/structure')).status).toBe(200);
    const revoked = await program.post(`/api/api-keys/${made.body.id}/revoke`);
    expect(revoked.body.revokedAt).toEqual(expect.any(String));
    const after = await user.get('/api/structure');
    expect([after.status, after.body.code]).toEqual([401, 'wrong_key']);
    expect((await program.post(`/api/api-keys/${made.body.id}/revoke`)).body).toEqual(revoked.body);
  });

  it('revoked by another server stops here within five seconds', async () => {
    const { program, organizationId } = await house.found();
    const made = await program.post('/api/api-keys', { name: 'Far', permissions: ['metrics:read'] });
    const user = bearer(made.body.secret);
    expect((await user.get('/api/structure')).status).toBe(200);
    await house.world.records.organization(organizationId, (trx) =>
      trx.updateTable('api_keys').set({ revoked_at: new Date() }).where('name', '=', 'Far').execute(),
    );
    // Still remembered, as a server that was not told does.
    expect((await user.get('/api/structure')).status).toBe(200);
    steadyMs += 5_000;
    expect((await user.get('/api/structure')).status).toBe(401);
  });

  it('of one organisation shows and stops nothing of another', async () => {
    const one = await house.found();
    const other = await house.found();
    const made = await one.program.post('/api/api-keys', { name: 'Mine', permissions: ['metrics:read'] });
    expect((await other.program.post(`/api/api-keys/${made.body.id}/revoke`)).status).toBe(404);
    const names = (await other.program.get('/api/api-keys')).body.items.map(
      (key: { name: string }) => key.name,
    );
    expect(names).toEqual(['First key']);
  });

  it('must be whole: garbage, other kinds of secret and other schemes are refused', async () => {
    const { writeKey, apiKey } = await house.found();
    for (const authorization of [
      'Bearer',
      'Bearer x',
      `Bearer ${writeKey}`,
      `Basic ${apiKey}`,
      `Bearer ${apiKey}x`,
    ]) {
      const answer = await house.send('GET', '/api/structure', undefined, { authorization });
      expect([answer.status, answer.body.code], authorization).toEqual([401, 'wrong_key']);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });
});

describe('a write key', () => {
  it('tells the collector whose events come and what they may carry, until it is revoked', async () => {
    const { program, organizationId } = await house.found();
    const brand = await program.post('/api/brands', { name: 'Reed' });
    const shop = await program.post('/api/shops', { brandId: brand.body.id, name: 'Reed Shopify' });
    const made = await program.post('/api/write-keys', {
      name: 'Site',
      kind: 'browser',
      shopId: shop.body.id,
    });
    expect(made.body.secret).toMatch(/^wkb_/);
    expect(await house.organisations.findWriteKey(made.body.secret)).toMatchObject({
      organizationId,
      kind: 'browser',
      shopId: expect.any(String),
    });
    await program.post(`/api/write-keys/${made.body.id}/revoke`);
    expect(await house.organisations.findWriteKey(made.body.secret)).toBeNull();
  });

  it('for a server is secret, and none is found for garbage', async () => {
    const { program, writeKey } = await house.found();
    const made = await program.post('/api/write-keys', { name: 'Backend', kind: 'server' });
    expect(made.body.secret).toMatch(/^wks_/);
    expect((await house.organisations.findWriteKey(writeKey))?.kind).toBe('server');
    for (const text of ['', 'wrong', `${writeKey}x`, writeKey.slice(0, -1)]) {
      expect(await house.organisations.findWriteKey(text)).toBeNull();
    }
  });

  it('cannot be bound to a shop of another organisation', async () => {
    const one = await house.found();
    const brand = await one.program.post('/api/brands', { name: 'Moss' });
    const shop = await one.program.post('/api/shops', { brandId: brand.body.id, name: 'Moss shop' });
    const other = await house.found();
    const made = await other.program.post('/api/write-keys', {
      name: 'X',
      kind: 'server',
      shopId: shop.body.id,
    });
    expect([made.status, made.body.errors[0].field]).toEqual([422, 'shopId']);
  });
});
