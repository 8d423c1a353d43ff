import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type DemoSignIn = {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly organizationId: string;
  readonly apiKey: string;
  readonly writeKey: string;
};
export type Product = {
  readonly demo: DemoSignIn;
  readonly folder: string;
  readonly stop: () => Promise<void>;
};

const root = join(import.meta.dirname, '..', '..');

/**
 * Starts the whole product as a user does, on scratch data and a free port, and waits until it is ready and its
 * demo world is in. `MEADOW_JOURNEY_DATA` names the data folder of one that already runs, to use that instead.
 */
export async function startProduct(demoSize: 'full' | 'small'): Promise<Product> {
  const running = process.env.MEADOW_JOURNEY_DATA;
  if (running) return { demo: await readDemo(running), folder: running, stop: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'meadow-journey-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, 'scripts', 'meadow.mjs'), 'start'], {
    cwd: root,
    env: { ...process.env, MEADOW_DATA_DIR: folder, PORT: String(port), MEADOW_DEMO: demoSize },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stdout?.on('data', (text) => said.push(String(text)));
  child.stderr?.on('data', (text) => said.push(String(text)));
  const stop = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    await until(600_000, async () => {
      if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}.`);
      return existsSync(join(folder, 'demo.json')) && (await fetch(`${url}/readyz`)).ok;
    });
    const demo = { ...(await readDemo(folder)), url };
    await until(600_000, () => demoIsIn(demo));
    return { demo, folder, stop };
  } catch (error) {
    await stop();
    throw new Error(`The product did not start: ${(error as Error).message}\n${said.join('').slice(-4000)}`);
  }
}

async function readDemo(folder: string): Promise<DemoSignIn> {
  return JSON.parse(await readFile(join(folder, 'demo.json'), 'utf8'));
}

/** The demo is in once it has imports and all of them are done. */
async function demoIsIn({ url, apiKey }: DemoSignIn): Promise<boolean> {
  const answer = await fetch(`${url}/api/imports`, { headers: { authorization: `Bearer ${apiKey}` } });
  if (!answer.ok) return false;
  const { items } = (await answer.json()) as { items: { kind: string; state: string }[] };
  const failed = items.find((item) => item.state === 'failed');
  if (failed) throw new Error('An import of the demo failed.');
  return (
    items.some((item) => item.kind === 'orders') &&
    items.some((item) => item.kind === 'events') &&
    items.every((item) => item.state === 'done')
  );
}

async function until(timeoutMs: number, holds: () => Promise<boolean>): Promise<void> {
  const endMs = Date.now() + timeoutMs;
  let last: unknown = new Error('it never became true');
  while (Date.now() < endMs) {
    try {
      if (await holds()) return;
    } catch (error) {
      last = error;
      if (/ended with code|import of the demo failed/.test(String(error))) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`Waited ${timeoutMs / 1000} s in vain: ${String(last)}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  // The launcher leaves SIGINT to the terminal, which sends it to the whole group.
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(forced);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
