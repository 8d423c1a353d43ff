import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Child, startNodeProcess } from '#platform/supervise';
import type { TestWorld } from '#platform/testing';

const entry = join(import.meta.dirname, '..', '..', 'src', 'server', 'main.ts');

export type ServerProcess = {
  readonly url: string;
  /** Ends it as a crash does, and starts another in its place. */
  readonly killAndRestart: () => Promise<void>;
  readonly stop: () => Promise<unknown>;
};

/** A server as `npm start` runs it, in a process of its own, over the stores of a test world. */
export async function startServerProcess(world: TestWorld): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = (): Promise<Child> =>
    startNodeProcess({
      entry,
      env: {
        MEADOW_DATA_DIR: world.folder,
        MEADOW_DEMO: 'none',
        MEADOW_LOG_LEVEL: 'error',
        MEADOW_RECORDS_URL: world.recordsAdminUrl,
        MEADOW_COLUMNAR_URL: world.columnarUrl,
        CLICKHOUSE_DATABASE: world.columnar.database,
        MEADOW_INSTANCE_SECRET: world.instanceSecret,
        MEADOW_WEB_DIR: join(world.folder, 'web'),
        PORT: String(port),
        HOST: '127.0.0.1',
      },
      onLine: () => undefined,
      isReady: () =>
        fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) }).then(
          ({ ok }) => ok,
          () => false,
        ),
    });
  let child = await start();
  return {
    url,
    killAndRestart: async () => {
      process.kill(child.pid, 'SIGKILL');
      await child.exited;
      child = await start();
    },
    stop: () => child.stop(),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
