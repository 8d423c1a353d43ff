import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ImportWorld, openImportWorld } from '../import-world-fixture.ts';
import { eraseImported } from './erase-imported.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await openImportWorld();
});
afterAll(() => world?.close());

const bring = async (state: 'received' | 'running' | 'done' | 'failed', raws: readonly string[]) => {
  const { organizationId, records, files } = world;
  const id = randomUUID();
  const key = `imports/${id}`;
  await files.put(key, Readable.from(['buyer\n']), 1_000);
  await records.organization(organizationId, async (trx) => {
    await sql`INSERT INTO imports (id, organization_id, kind, file_name, file_key, file_bytes, file_sha256, state, created_by)
      VALUES (${id}, ${organizationId}, 'orders', 'orders.csv', ${key}, 6, ''::bytea, ${state}, 'Ann')`.execute(
      trx,
    );
    await sql`INSERT INTO import_rejects (organization_id, import_id, row_number, code, detail, raw, reason, reason_values)
      SELECT ${organizationId}, ${id}, place, 'time_missing', 'The row has no time.', raw, 'time_missing', '{}'
      FROM unnest(${raws as string[]}::text[]) WITH ORDINALITY AS r (raw, place)`.execute(trx);
  });
  return { id, key };
};
const rawsOf = async (id: string) => {
  const rows = await world.records.organization(world.organizationId, (trx) =>
    trx
      .selectFrom('import_rejects')
      .select(['raw', 'reason', 'code'])
      .where('import_id', '=', id)
      .orderBy('row_number')
      .execute(),
  );
  return rows;
};
const erase = (ids: readonly string[]) =>
  eraseImported({ records: world.records, files: world.files }, world.organizationId, ids);

it('empties the rows that name somebody by the whole id, whatever signs are in it, and no others', async () => {
  const ids = [
    '17850',
    'a.b*c',
    'x+y|z',
    '王(小)',
    'p\\q',
    ...Array.from({ length: 400 }, (_, n) => `user-${n}`),
  ];
  // An id, what stands before and behind it, and whether it is then named.
  const around = [
    ['', '', true],
    ['1,', ',x', true],
    ['1;"', '";x', true],
    ['', '.0,x', true],
    ['9', ',x', false],
    ['1,', 'a,x', false],
    ['1,_', ',x', false],
    ['1,', '-b', false],
  ] as const;
  const rows = [...ids.slice(0, 5), 'user-7', 'user-399', 'user-400'].flatMap((id) =>
    around.map(([before, behind, isNamed]) => ({
      raw: `${before}${id}${behind}`,
      isNamed: isNamed && ids.includes(id),
    })),
  );
  const { id } = await bring(
    'done',
    rows.map(({ raw }) => raw),
  );
  await erase(ids);
  const left = await rawsOf(id);
  expect(left).toEqual(
    rows.map(({ raw, isNamed }) => ({
      raw: isNamed ? '' : raw,
      reason: isNamed ? 'row_erased' : 'time_missing',
      code: 'time_missing',
    })),
  );
});

it('removes the files that nothing reads, once more where it was interrupted, and none where nobody is named', async () => {
  const states = ['received', 'done', 'failed', 'running'] as const;
  const brought = await Promise.all(states.map((state) => bring(state, [])));
  const sizes = () => Promise.all(brought.map(({ key }) => world.files.size(key)));
  await erase([]);
  expect(await sizes()).toEqual([6, 6, 6, 6]);
  await erase(['somebody']);
  expect(await sizes()).toEqual([null, null, null, 6]);
  // It was noted, and the server died before it was done.
  await world.files.put(brought[1]?.key ?? '', Readable.from(['buyer\n']), 1_000);
  await erase(['somebody']);
  expect(await sizes()).toEqual([null, null, null, 6]);
});
