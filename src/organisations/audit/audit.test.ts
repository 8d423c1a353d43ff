import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showId } from '#kernel/ids';
import { type House, openHouse } from '../house-fixture.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

type Entry = {
  action: string;
  subject: { kind: string; id: string };
  detail: Record<string, unknown>;
  at: string;
};

describe('the audit log', () => {
  it('says who did what to what, with what changed, and never a secret', async () => {
    const { program, email, memberId } = await house.found();
    const owner = await house.signIn(email);
    const brand = await owner.post('/api/brands', { name: 'Iris' });
    await owner.patch(`/api/brands/${brand.body.id}`, { name: 'Iris II' });
    const key = await owner.post('/api/api-keys', { name: 'K', permissions: ['metrics:read'] });
    const { body } = await program.get('/api/audit-log');
    expect(body.items.map((entry: Entry) => entry.action)).toEqual([
      'api_key.created',
      'brand.changed',
      'brand.created',
      'person.signed_in',
      'organization.founded',
    ]);
    expect(body.items[1]).toMatchObject({
      actor: { kind: 'member', id: showId('member', memberId) },
      subject: { kind: 'brand', id: brand.body.id },
      detail: { name: { before: 'Iris', after: 'Iris II' } },
    });
    expect(Object.keys(body.items[1].detail)).toEqual(['name']);
    expect(body.items[0].subject.id).toBe(key.body.id);
    expect(JSON.stringify(body)).not.toContain(key.body.secret);
  });

  it('is read in pages and by filters', async () => {
    const { program } = await house.found();
    for (let number = 0; number < 5; number++) await program.post('/api/brands', { name: `Brand ${number}` });
    const all = (await program.get('/api/audit-log')).body.items as Entry[];
    const paged: Entry[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await program.get(`/api/audit-log?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      paged.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor);
    expect(paged).toEqual(all);
    expect(all).toHaveLength(6);
    const brands = await program.get('/api/audit-log?action=brand.created');
    expect(brands.body.items).toHaveLength(5);
    const system = await program.get('/api/audit-log?subjectKind=organization');
    expect(system.body.items).toHaveLength(1);
    const none = await program.get(`/api/audit-log?to=${all.at(-1)?.at}`);
    expect(none.body.items).toHaveLength(0);
    expect((await program.get('/api/audit-log?cursor=nonsense')).status).toBe(400);
    expect((await program.get('/api/audit-log?actorId=nonsense')).status).toBe(400);
  });

  it('shows nothing of another organisation', async () => {
    const one = await house.found();
    await one.program.post('/api/brands', { name: 'Secret brand' });
    const other = await house.found();
    const { body } = await other.program.get('/api/audit-log');
    expect(JSON.stringify(body)).not.toContain('Secret brand');
  });
});
