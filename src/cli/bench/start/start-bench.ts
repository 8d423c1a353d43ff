import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bench, Figure } from '../figure.ts';
import { freePort } from '../free-port.ts';

const checkout = join(import.meta.dirname, '..', '..', '..', '..');
const patienceMs = 600_000;

/**
 * What a newcomer waits for: from a fresh clone, with nothing installed, to `readyz`; and the second start. The
 * demo world is off, because it loads behind a server that already answers.
 */
export const bench: Bench = {
  summary: 'Seconds from a fresh clone to a ready server, and of the start after it.',
  run: async (folder, tell) => {
    const clone = join(folder, 'clone');
    tell('Cloning …');
    await promisify(execFile)('git', ['clone', '--quiet', checkout, clone]);
    tell('First start: installs, builds the pages, makes the stores …');
    const fresh = await secondsToReady(clone, join(folder, 'data'));
    tell('Second start …');
    const warm = await secondsToReady(clone, join(folder, 'data'));
    return {
      figures: [figure('fresh', fresh, 120), figure('warm', warm, 5)],
      notes: [
        'A fresh clone of the last commit, npm cache as it was, demo world off.',
        'Packages are most of the first start; the registry decides how long they take.',
      ],
    };
  },
};

const figure = (name: string, value: number, aim: number): Figure => ({
  name: `${name} s`,
  value: Math.round(value * 10) / 10,
  unit: 's',
  aim,
  better: 'less',
  reference: null,
  ratio: null,
});

async function secondsToReady(clone: string, dataDir: string): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PORT: String(port), MEADOW_DATA_DIR: dataDir, MEADOW_DEMO: 'none' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null) throw new Error('npm start ended before the server was ready.');
      if (performance.now() - started > patienceMs)
        throw new Error('The server was not ready in ten minutes.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return (performance.now() - started) / 1_000;
  } finally {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await ended;
    await gone(port);
  }
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** npm leaves before what it started does; the next start needs the folder's lock. */
async function gone(port: number): Promise<void> {
  for (let asked = 0; asked < 300; asked++) {
    const answers = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
    if (!answers) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}
