import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  announceInstance,
  findRunningInstance,
  forgetInstance,
  lockHolder,
  prepareFolder,
  requireFreePort,
  requireReachable,
  takeFolderLock,
} from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'meadow-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that holds the lock until it is killed. */
async function holdElsewhere() {
  const script = `import { takeFolderLock } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
    await takeFolderLock(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  return holder;
}

test('two on one folder: the second is told in one sentence, until the first was killed', async () => {
  const holder = await holdElsewhere();
  await expect(takeFolderLock(folder)).rejects.toThrow(
    `Meadow already runs on ${folder} (process ${holder.pid}): stop it`,
  );
  expect(lockHolder(folder)).toBe(holder.pid);
  const ended = new Promise((resolve) => holder.once('exit', resolve));
  holder.kill('SIGKILL');
  await ended;
  const lock = await takeFolderLock(folder);
  expect(lock.wasLeft).toBe(true);
  lock.release();
  expect(lockHolder(folder)).toBeNull();
});

test('a lock that names a stranger with the same number is not believed', async () => {
  writeFileSync(join(folder, 'lock.json'), JSON.stringify({ pid: process.pid, born: 'long ago' }));
  const lock = await takeFolderLock(folder);
  expect(lock.wasLeft).toBe(true);
  lock.release();
});

test('an instance is found while it runs and not after', async () => {
  const lock = await takeFolderLock(folder);
  const instance = { pid: process.pid, url: 'http://x', recordsUrl: 'r', columnarUrl: 'c', processes: {} };
  announceInstance(folder, instance);
  expect(findRunningInstance(folder)).toEqual(instance);
  lock.release();
  expect(findRunningInstance(folder)).toBeNull();
  forgetInstance(folder);
});

test('a folder that cannot be used and a full disk are one clear sentence each', () => {
  expect(() => prepareFolder('/dev/null/data')).toThrow(
    /^The data folder \/dev\/null\/data is a file: .+\.$/,
  );
  expect(() => prepareFolder(folder, Number.MAX_SAFE_INTEGER)).toThrow(
    /^The disk of .+ is full: \d+ MB are free .+\.$/,
  );
});

test('a port in use is one clear sentence that names another', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(requireFreePort('127.0.0.1', port, 300)).rejects.toThrow(
    `Port ${port} is in use by another program: stop that one, or choose another port, such as PORT=${port + 1} npm start.`,
  );
  await requireReachable('DATABASE_URL', `postgresql://u:p@127.0.0.1:${port}/x`);
  await new Promise((resolve) => taken.close(resolve));
  await requireFreePort('127.0.0.1', port, 0);
});

test('a store of one’s own that is away is one clear sentence without its password', async () => {
  const ask = requireReachable('DATABASE_URL', 'postgresql://u:hidden@127.0.0.1:9/x');
  await expect(ask).rejects.toThrow(
    /^DATABASE_URL names 127\.0\.0\.1:9, where nothing answers \(ECONNREFUSED\): .+\.$/,
  );
});
