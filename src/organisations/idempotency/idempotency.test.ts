import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../house-fixture.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const once = (key: string) => ({ 'idempotency-key': key });

describe('a write with an Idempotency-Key', () => {
  it('runs once and is answered alike when it is sent again', async () => {
    const { program } = await house.found();
    const first = await program.post('/api/brands', { name: 'Once' }, once('a'));
    const again = await program.post('/api/brands', { name: 'Once' }, once('a'));
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await program.get('/api/brands')).body.items).toHaveLength(1);
  });

  it('runs once even when it is sent many times at the same moment', async () => {
    const { program } = await house.found();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => program.post('/api/brands', { name: 'Storm' }, once('b'))),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(statuses).toContain(201);
    expect(answers.filter(({ body }) => body.code === 'already_exists')).toEqual([]);
    expect((await program.get('/api/brands')).body.items).toHaveLength(1);
  });

  it('is refused when the key meant something else, and when the key cannot be one', async () => {
    const { program } = await house.found();
    await program.post('/api/brands', { name: 'One' }, once('c'));
    const other = await program.post('/api/brands', { name: 'Two' }, once('c'));
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_conflict']);
    const odd = await program.post('/api/brands', { name: 'Two' }, once('x'.repeat(256)));
    expect([odd.status, odd.body.code]).toEqual([400, 'invalid_request']);
  });

  it('may be repeated after a refusal, which changed nothing', async () => {
    const { program } = await house.found();
    const brand = await program.post('/api/brands', { name: 'Full' });
    const shop = await program.post('/api/shops', { name: 'S', brandId: brand.body.id });
    const archive = () => program.post(`/api/brands/${brand.body.id}/archive`, {}, once('d'));
    expect((await archive()).status).toBe(409);
    await program.post(`/api/shops/${shop.body.id}/archive`);
    expect((await archive()).status).toBe(200);
  });

  it('is remembered per sender: a colleague’s equal key does not replay somebody else’s answer', async () => {
    const { program, email } = await house.found();
    const owner = await house.signIn(email);
    const mine = await program.post('/api/api-keys', { name: 'K', permissions: ['metrics:read'] }, once('e'));
    const theirs = await owner.post('/api/api-keys', { name: 'K', permissions: ['metrics:read'] }, once('e'));
    expect([theirs.status, theirs.body.code]).toEqual([409, 'idempotency_conflict']);
    const replayed = await program.post(
      '/api/api-keys',
      { name: 'K', permissions: ['metrics:read'] },
      once('e'),
    );
    expect(replayed.body.secret).toBe(mine.body.secret);
    const rows = await house.world.records.market((trx) =>
      trx.selectFrom('idempotency_keys').selectAll().execute(),
    );
    expect(JSON.stringify(rows)).not.toContain(mine.body.secret);
  });

  it('runs again when the server that ran it died and said nothing for a minute', async () => {
    const { program, organizationId } = await house.found();
    const make = () => program.post('/api/brands', { name: 'Phoenix' }, once('f'));
    await make();
    await house.world.records.organization(organizationId, async (trx) => {
      await trx.deleteFrom('brands').execute();
      await trx.updateTable('idempotency_keys').set({ status: null, answer: null }).execute();
    });
    const running = await make();
    expect([running.status, running.body.code]).toEqual([409, 'conflict']);
    await house.world.records.organization(organizationId, (trx) =>
      trx
        .updateTable('idempotency_keys')
        .set({ created_at: new Date(Date.now() - 61_000) })
        .execute(),
    );
    expect((await make()).status).toBe(201);
  });
});
