import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChildTask } from './import-child-fixture.ts';
import { type ImportWorld, openImportWorld } from './import-world-fixture.ts';
import { loadImport } from './imports-store.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await openImportWorld();
});
afterAll(() => world.close());

const orders = 3_000;
const linesEach = 10;

/** Orders in a scattered sequence of rows, every tenth of them partly cancelled later. */
function file() {
  const rows: string[] = [];
  let gmv = 0;
  let refunds = 0;
  for (let line = 0; line < linesEach; line++) {
    for (let order = 0; order < orders; order++) {
      rows.push(
        `${order},S${line},Thing,${line + 1},2024-03-${String((order % 28) + 1).padStart(2, '0')} 10:00:00,1.25,${(order % 300) + 1},X`,
      );
      gmv += (line + 1) * 125;
    }
  }
  for (let order = 0; order < orders; order += 10) {
    rows.push(`C${order},S9,Thing,-3,2024-04-02 10:00:00,1.25,${(order % 300) + 1},X`);
    refunds += 3 * 125;
  }
  return {
    text: `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n${rows.join('\n')}\n`,
    gmv,
    refunds,
  };
}

it('an import that is killed again and again ends like one that was not', { timeout: 300_000 }, async () => {
  const { text, gmv, refunds } = file();
  const importId = await world.receive(text);
  const task: ChildTask = {
    adminUrl: world.recordsAdminUrl,
    instanceSecret: world.instanceSecret,
    folder: join(world.folder, 'files'),
    organizationId: world.organizationId,
    importId,
    structure: await world.structureOf(),
  };
  const runInChild = () => {
    const script = join(import.meta.dirname, 'import-child-fixture.ts');
    const child = spawn(process.execPath, [script, JSON.stringify(task)], { stdio: 'inherit' });
    return { child, exited: once(child, 'exit') };
  };
  const phases = new Set<string>();
  for (let round = 0; round < 40; round++) {
    const { child, exited } = runInChild();
    const before = await loadImport(world.records, world.organizationId, importId);
    // Killed once it has moved on, so that every round dies at another place.
    for (;;) {
      const now = await loadImport(world.records, world.organizationId, importId);
      if (
        now?.state !== 'running' ||
        JSON.stringify(now.position) !== JSON.stringify(before?.position) ||
        child.exitCode !== null
      ) {
        phases.add(now?.position.phase ?? '');
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill('SIGKILL');
    await exited;
    if ((await loadImport(world.records, world.organizationId, importId))?.state !== 'running') break;
  }
  expect(phases.size).toBeGreaterThan(1);
  // How far a kill lets it come depends on the machine; what is left is done by one that lives.
  const left = await loadImport(world.records, world.organizationId, importId);
  if (left?.state === 'running') await runInChild().exited;
  await world.relay();
  expect(await loadImport(world.records, world.organizationId, importId)).toMatchObject({
    state: 'done',
    rowsTaken: orders * linesEach + orders / 10,
    rowsRejected: 0,
    summary: {
      orders,
      lines: orders * linesEach,
      gmv: { GBP: gmv },
      refundAmount: { GBP: refunds },
      refundsWithoutOrder: 0,
    },
  });
  expect(
    await world.facts(
      'SELECT count() AS lines, sum(gmv) AS gmv, uniqExact(order_id) AS orders FROM $order_lines',
    ),
  ).toEqual([{ lines: orders * linesEach, gmv, orders }]);
  expect(
    await world.facts('SELECT sum(amount) AS amount FROM $refund_lines WHERE paid_at IS NOT NULL'),
  ).toEqual([{ amount: refunds }]);
});
