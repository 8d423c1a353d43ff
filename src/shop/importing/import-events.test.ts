import { createHash } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importSender, openEvents } from '#events';
import { openFile } from '#events/file-reading';
import { newId } from '#kernel/ids';
import type { TakeEvents } from '../shop-options.ts';
import { runEventImport } from './events/run-event-import.ts';
import { type ImportWorld, openImportWorld } from './import-world-fixture.ts';
import { addImport, loadImport, startImport } from './imports-store.ts';
import { previewImport } from './receiving/preview-import.ts';

let world: ImportWorld;
let events: ReturnType<typeof openEvents>;
beforeAll(async () => {
  world = await openImportWorld();
  const { records, columnar, structureOf } = world;
  events = openEvents({
    records,
    columnar,
    structureOf,
    instanceSecret: world.instanceSecret,
    findWriteKey: async () => null,
  });
});
afterAll(async () => {
  await events.close();
  await world.close();
});

const takeEvents: TakeEvents = async (organizationId, lines) => {
  const { refused, span } = await events.ingest({
    sender: importSender(organizationId),
    events: lines.map(({ text }) => JSON.parse(text)),
    keepsRefused: false,
  });
  expect(refused).toEqual([]);
  return { refused: [], span };
};

const line = (userId: string, timestamp: string) =>
  JSON.stringify({
    type: 'track',
    messageId: `${userId} ${timestamp}`,
    userId,
    event: 'Product Viewed',
    timestamp,
  });

async function receive(lines: readonly string[]): Promise<string> {
  const { records, organizationId, files } = world;
  const id = newId('import');
  const fileKey = `imports/${id}`;
  const path = files.path(fileKey);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${lines.join('\n')}\n`);
  const opened = await openFile(path);
  if (!opened.ok) throw new Error(opened.refusal.detail);
  await addImport(records, organizationId, {
    id,
    kind: 'events',
    fileName: 'events.jsonl',
    fileKey,
    fileBytes: (await stat(path)).size,
    sha256: createHash('sha256').digest(),
    shape: opened.value.shape,
    createdBy: 'test',
  });
  return id;
}

async function importLines(lines: readonly string[]): Promise<void> {
  const { records, organizationId, files } = world;
  const id = await receive(lines);
  await records.organization(organizationId, (trx) => startImport(trx, id, {}, {}));
  await runEventImport({ records, files, takeEvents }, organizationId, id, new AbortController().signal);
  expect(await loadImport(records, organizationId, id)).toMatchObject({
    state: 'done',
    rowsTaken: lines.length,
  });
}

const restated = () =>
  world.records.organization(world.organizationId, (trx) =>
    trx.selectFrom('metric_restatements').select(['from_day', 'to_day', 'reason', 'metrics']).execute(),
  );

it('says which days it restated, once somebody was known before it', async () => {
  await importLines([line('a', '2026-01-05T10:00:00.000Z')]);
  expect(await restated()).toEqual([]);

  // Half past eleven in the evening of a London summer's day, in UTC, is the next day there.
  const many = Array.from({ length: 5_200 }, (_, n) => line(`c${n}`, '2026-03-01T10:00:00.000Z'));
  await importLines([line('b', '2026-06-30T23:30:00.000Z'), ...many, line('a', '2026-02-01T10:00:00.000Z')]);
  const [first, ...others] = await restated();
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    from_day: '2026-02-01',
    to_day: '2026-07-01',
    reason: 'Import: events.jsonl',
  });
  expect(first?.metrics).toEqual(expect.arrayContaining(['uv', 'events_count', 'cvr']));
  expect(first?.metrics).not.toContain('gmv');

  await importLines([line('a', new Date().toISOString())]);
  expect(await restated()).toHaveLength(1);
});

it('shows the first lines of a file of events, with nothing to map', async () => {
  const { records, organizationId, files } = world;
  const record = await loadImport(
    records,
    organizationId,
    await receive([line('p', '2026-01-05T10:00:00.000Z')]),
  );
  if (!record) throw new Error('The import is gone.');
  const preview = await previewImport(record, files.path(record.fileKey), await world.structureOf());
  expect(preview).toMatchObject({ format: 'json_lines', columns: [], reading: [], missing: [] });
  expect(preview.rows).toHaveLength(1);
});
