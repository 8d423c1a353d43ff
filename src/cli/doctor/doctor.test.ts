import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { lookAtMachine } from './machine.ts';
import { lookAtStores } from './stores.ts';

const folder = mkdtempSync(join(tmpdir(), 'meadow-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A port that nobody else has. */
async function listening() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

const byName = (findings: readonly { name: string }[], name: string) =>
  findings.find((finding) => finding.name === name);

test('a machine that ran npm install lacks nothing', async () => {
  const { port, close } = await listening();
  await close();
  const findings = await lookAtMachine(readConfig({ MEADOW_DATA_DIR: folder, PORT: String(port) }), null);
  expect(findings.filter(({ state }) => state === 'broken')).toEqual([]);
  expect(findings.map(({ name }) => name)).toEqual([
    'Node',
    'PostgreSQL',
    'ClickHouse',
    'Memory',
    'Data folder',
    'Disk',
    'Port',
    'Pages',
  ]);
});

test('a taken port, a folder that is a file and a store that is away are broken, with a way to mend each', async () => {
  const { port, close } = await listening();
  const config = readConfig({
    MEADOW_DATA_DIR: '/dev/null/x',
    PORT: String(port),
    DATABASE_URL: 'postgresql://u:p@127.0.0.1:9/x',
    CLICKHOUSE_URL: 'http://127.0.0.1:9',
  });
  const findings = [...(await lookAtMachine(config, null)), ...(await lookAtStores(config, null))];
  await close();
  for (const name of ['Port', 'Data folder', 'Records', 'Columnar'])
    expect(byName(findings, name)).toMatchObject({ state: 'broken', mend: expect.stringMatching(/\w+/) });
});
