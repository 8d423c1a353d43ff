import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type OrganizationId } from '#kernel/ids';
import { type RoleName, roleNames, roleUrl } from '#platform/records';
import { type House, openHouse } from './house-fixture.ts';

let house: House;
let admin: pg.Client;
const clients: pg.Client[] = [];

const connect = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  clients.push(client);
  return client;
};
/** The role as the server really connects: over the network, with its own password. */
const connectAs = (role: RoleName) =>
  connect(roleUrl(house.world.recordsAdminUrl, house.world.instanceSecret, role));

beforeAll(async () => {
  house = await openHouse();
  admin = await connect(house.world.recordsAdminUrl);
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await house.close();
});

/** SQLSTATE of a statement that is refused; null when it went through. */
async function stateOf(client: pg.Client, sql: string, values: unknown[] = []): Promise<string | null> {
  try {
    await client.query(sql, values);
    return null;
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}
const permissionDenied = '42501';

/** Tables that belong to an organisation, each with what its row security lacks. */
async function unsecuredTables(): Promise<Record<string, string>> {
  const { rows } = await admin.query(`
    SELECT c.relname AS table_name, a.attname AS column_name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
      (SELECT json_agg(json_build_object('roles', p.roles, 'using', p.qual, 'check', p.with_check, 'cmd', p.cmd) ORDER BY p.policyname)
       FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname) AS policies
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
    JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
      AND (a.attname IN ('organization_id', 'namespace') OR (c.relname = 'organizations' AND a.attname = 'id'))
    WHERE c.relkind IN ('r', 'p')`);
  const wrong: Record<string, string> = {};
  for (const row of rows) {
    const own = `(${row.column_name} = meadow_organization())`;
    const wanted = [
      { roles: '{meadow_market}', using: 'true', check: 'true', cmd: 'ALL' },
      { roles: '{meadow_member}', using: own, check: own, cmd: 'ALL' },
    ];
    const found = (row.policies ?? []).map((policy: { roles: unknown }) => ({
      ...policy,
      roles: `{${policy.roles}}`,
    }));
    if (!row.enabled || !row.forced) wrong[row.table_name] = 'row security is not forced';
    else if (JSON.stringify(found) !== JSON.stringify(wanted)) wrong[row.table_name] = JSON.stringify(found);
  }
  return wrong;
}

/** Tables without row security that a role may touch at all. */
async function openTables(role: RoleName, privilege: string): Promise<string[]> {
  const { rows } = await admin.query(
    `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
     WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relrowsecurity AND has_table_privilege($1, c.oid, $2) ORDER BY 1`,
    [role, privilege],
  );
  return rows.map((row) => row.relname);
}

describe('the catalogue', () => {
  it('has forced row security with both policies on every table of an organisation', async () => {
    expect(await unsecuredTables()).toEqual({});
  });

  it('would show a table that was forgotten', async () => {
    await admin.query(`
      CREATE TABLE forgotten (organization_id uuid);
      CREATE TABLE half_done (namespace uuid);
      CALL meadow_secure('half_done', 'namespace');
      ALTER TABLE half_done NO FORCE ROW LEVEL SECURITY`);
    expect(Object.keys(await unsecuredTables()).sort()).toEqual(['forgotten', 'half_done']);
    expect(await openTables('meadow_member', 'SELECT')).toContain('forgotten');
    await admin.query('DROP TABLE forgotten, half_done');
  });

  it('gives members nothing without row security but a look at the market', async () => {
    expect(await openTables('meadow_member', 'SELECT')).toEqual(['market']);
    for (const privilege of ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) {
      expect(await openTables('meadow_member', privilege), privilege).toEqual([]);
    }
  });

  it('gives no role of the server a way round: no superuser, no bypass, no ownership, no inheritance', async () => {
    const { rows } = await admin.query(
      `SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolinherit,
         (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS memberships,
         (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relowner = r.oid AND n.nspname = 'public') AS owned
       FROM pg_roles r WHERE r.rolname = ANY ($1)`,
      [[...roleNames]],
    );
    expect(rows).toHaveLength(roleNames.length);
    for (const row of rows) {
      expect(row).toEqual({
        rolname: row.rolname,
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolinherit: false,
        memberships: 0,
        owned: 0,
      });
    }
  });
});

/** An organisation with a row in every table that this context writes. */
async function furnished(): Promise<OrganizationId> {
  const { organizationId, program } = await house.found();
  const brand = await program.post('/api/brands', { name: 'Brand' });
  const shop = await program.post('/api/shops', { brandId: brand.body.id, name: 'Shop' });
  await program.post('/api/accounts', { shopId: shop.body.id, name: 'Account' });
  await program.post('/api/invitations', { email: 'guest@example.com', role: 'ads' });
  await house.world.records.organization(organizationId, async (trx) => {
    const own = { organization_id: organizationId };
    await trx
      .insertInto('outbox')
      .values({ ...own, topic: 'test', payload: '{}' })
      .execute();
    await trx
      .insertInto('idempotency_keys')
      .values({ ...own, key: 'k', request_hash: Buffer.alloc(32) })
      .execute();
  });
  return organizationId;
}
const furnishedTables = [
  'brands',
  'shops',
  'accounts',
  'members',
  'invitations',
  'api_keys',
  'write_keys',
  'audit_log',
  'outbox',
  'idempotency_keys',
];

describe('the role of members', () => {
  it('sees nothing without an organisation, not even after another request had one', async () => {
    const organizationId = await furnished();
    const member = await connectAs('meadow_member');
    await member.query('BEGIN');
    await member.query(`SELECT set_config('meadow.organization_id', $1, true)`, [organizationId]);
    const { rows: within } = await member.query('SELECT count(*)::int AS seen FROM brands');
    expect(within[0].seen).toBe(1);
    await member.query('COMMIT');
    for (const table of ['organizations', ...furnishedTables]) {
      const { rows } = await member.query(`SELECT count(*)::int AS seen FROM ${table}`);
      expect(rows[0].seen, table).toBe(0);
    }
  });

  it('sees, changes and deletes only rows of its organisation', async () => {
    const mine = await furnished();
    const theirs = await furnished();
    await house.world.records.organizationClient(mine, async (client) => {
      for (const table of furnishedTables) {
        const { rows } = await client.query(`SELECT DISTINCT organization_id FROM ${table}`);
        expect(rows, table).toEqual([{ organization_id: mine }]);
      }
      const { rowCount: changed } = await client.query(
        `UPDATE brands SET name = 'x' WHERE organization_id = $1`,
        [theirs],
      );
      const { rowCount: deleted } = await client.query('DELETE FROM accounts WHERE organization_id = $1', [
        theirs,
      ]);
      expect([changed, deleted]).toEqual([0, 0]);
    });
  });

  it('cannot write a row into another organisation, nor move one there', async () => {
    const mine = await furnished();
    const theirs = await furnished();
    const member = await connectAs('meadow_member');
    const within = async (sql: string, values: unknown[]) => {
      await member.query('BEGIN');
      await member.query(`SELECT set_config('meadow.organization_id', $1, true)`, [mine]);
      const state = await stateOf(member, sql, values);
      await member.query('ROLLBACK');
      return state;
    };
    const insert = `INSERT INTO brands (id, organization_id, name, zone) VALUES ($1, $2, 'B2', 'UTC')`;
    expect(await within(insert, [newId('brand'), mine])).toBeNull();
    expect(await within(insert, [newId('brand'), theirs])).toBe(permissionDenied);
    const move = 'UPDATE brands SET organization_id = $1 WHERE organization_id = $2';
    expect(await within(move, [theirs, mine])).toBe(permissionDenied);
    const publish = `INSERT INTO outbox (organization_id, topic, payload) VALUES ($1, 't', '{}')`;
    expect(await within(publish, [theirs])).toBe(permissionDenied);
  });

  it('cannot refer to a brand of another organisation, even by its id', async () => {
    const mine = await furnished();
    const theirs = await furnished();
    const { rows } = await admin.query('SELECT id FROM brands WHERE organization_id = $1', [theirs]);
    const state = await house.world.records.organizationClient(mine, async (client) => {
      const insert = `INSERT INTO shops (id, organization_id, brand_id, name, currency) VALUES ($1, $2, $3, 'S', 'CNY')`;
      return stateOf(client as unknown as pg.Client, insert, [newId('shop'), mine, rows[0].id]);
    });
    expect(state).toBe('23503');
  });

  it('cannot read people, sessions, passwords, second factors or the books of the instance', async () => {
    const member = await connectAs('meadow_member');
    const tables = [
      'auth_users',
      'auth_sessions',
      'auth_credentials',
      'auth_verifications',
      'auth_two_factors',
    ];
    for (const table of [...tables, 'outbox_positions', 'migrations']) {
      expect(await stateOf(member, `SELECT * FROM ${table}`), table).toBe(permissionDenied);
    }
  });

  it('cannot switch row security off, create tables or become another role', async () => {
    const member = await connectAs('meadow_member');
    expect(await stateOf(member, 'ALTER TABLE brands DISABLE ROW LEVEL SECURITY')).toBe(permissionDenied);
    expect(await stateOf(member, 'DROP POLICY market ON brands')).toBe(permissionDenied);
    expect(await stateOf(member, 'CREATE TABLE mine (id int)')).toBe(permissionDenied);
    expect(await stateOf(member, 'SET ROLE meadow_market')).toBe(permissionDenied);
    await member.query('SET row_security = off');
    expect(await stateOf(member, 'SELECT * FROM brands')).toBe(permissionDenied);
  });
});

it('nobody the server connects as can change or delete what was logged', async () => {
  const organizationId = await furnished();
  for (const role of ['meadow_member', 'meadow_market'] as const) {
    const client = await connectAs(role);
    await client.query(`SELECT set_config('meadow.organization_id', $1, false)`, [organizationId]);
    const { rows } = await client.query('SELECT count(*)::int AS seen FROM audit_log');
    expect(rows[0].seen).toBeGreaterThan(0);
    expect(await stateOf(client, `UPDATE audit_log SET actor_name = 'nobody'`)).toBe(permissionDenied);
    expect(await stateOf(client, 'DELETE FROM audit_log')).toBe(permissionDenied);
    expect(await stateOf(client, 'TRUNCATE audit_log')).toBe(permissionDenied);
  }
});

it('the job queue sees no table of the business', async () => {
  const jobs = await connectAs('meadow_jobs');
  expect(await stateOf(jobs, 'SELECT * FROM organizations')).toBe(permissionDenied);
  expect(await stateOf(jobs, 'SELECT * FROM auth_users')).toBe(permissionDenied);
});
