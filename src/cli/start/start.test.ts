import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningInstance } from '#platform/supervise';

const scratch = mkdtempSync(join(tmpdir(), 'meadow-start-'));
const dataDir = join(scratch, 'data');
const launcher = join(import.meta.dirname, '..', '..', '..', 'scripts', 'meadow.mjs');
const { MEADOW_TEST_RECORDS_URL: _, ...environment } = process.env;
let port: number;

type Launched = {
  process: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
  /** All that it said, once nobody can say more: what is still in the pipe comes after its end. */
  lastWords: Promise<string>;
};
function launch(more: Record<string, string> = {}): Launched {
  const child = spawn(process.execPath, [launcher, 'start'], {
    env: {
      ...environment,
      PORT: String(port),
      MEADOW_DATA_DIR: dataDir,
      MEADOW_DEMO: 'none',
      MEADOW_COLUMNAR_MEMORY_MB: '600',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<number | null>((tell) => child.once('exit', (code) => tell(code)));
  const lastWords = new Promise<string>((tell) => child.once('close', () => tell(output.trim())));
  return { process: child, output: () => output, ended, lastWords };
}

const instance = () => JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as RunningInstance;
const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok ?? false;
async function becomesReady(launched: Launched): Promise<void> {
  for (let waitedMs = 0; !launched.output().includes('Ready in'); waitedMs += 50) {
    if (waitedMs > 200_000 || launched.process.exitCode !== null)
      throw new Error(`Not ready: ${launched.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const isAlive = (pid: number | null | undefined) => {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};
const allGone = (pids: (number | null | undefined)[]) =>
  expect.poll(() => pids.filter(isAlive), { interval: 50 }).toEqual([]);

let meadow: Launched;
beforeAll(async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  meadow = launch();
  await becomesReady(meadow);
});
afterAll(async () => {
  meadow.process.kill('SIGINT');
  await meadow.ended;
  rmSync(scratch, { recursive: true, force: true });
});

test('a second start on the folder, or on the port, ends with one sentence', async () => {
  const [same, other] = [launch(), launch({ MEADOW_DATA_DIR: join(scratch, 'other') })];
  expect(await same.ended).toBe(1);
  expect(await same.lastWords).toMatch(/^Meadow already runs on .+ \(process \d+\): stop it first, .+\.$/);
  expect(await other.ended).toBe(1);
  expect(await other.lastWords).toMatch(/^Port \d+ is in use by another program: .+\.?$/);
});

test('a killed server, PostgreSQL and columnar store come back by themselves', async () => {
  for (const name of ['server', 'records', 'columnar'] as const) {
    const pid = instance().processes[name];
    process.kill(Number(pid), 'SIGKILL');
    await expect.poll(() => instance().processes[name], { interval: 50 }).not.toBe(pid);
    await expect.poll(isReady, { interval: 50 }).toBe(true);
  }
});

test('when the supervisor is killed everything ends, and the next start takes over within seconds', async () => {
  const { pid, processes } = instance();
  process.kill(pid, 'SIGKILL');
  await meadow.ended;
  meadow = launch();
  await becomesReady(meadow);
  await allGone(Object.values(processes));
  expect(await isReady()).toBe(true);
});

test('Ctrl-C ends everything, in order, with nothing left', async () => {
  const { pid, processes } = instance();
  process.kill(pid, 'SIGINT');
  expect(await meadow.ended).toBe(0);
  expect(await meadow.lastWords).toMatch(/Stopping …\nStopped\.$/);
  await allGone([pid, ...Object.values(processes)]);
});
