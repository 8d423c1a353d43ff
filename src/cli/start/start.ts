import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, readConfig } from '#platform/config';
import { openLogFile } from '#platform/log';
import {
  announceInstance,
  forgetInstance,
  prepareFolder,
  requireFreePort,
  requireReachable,
  type SupervisionEvent,
  startStores,
  takeFolderLock,
  watchDisk,
} from '#platform/supervise';
import type { Verb } from '../verbs.ts';
import { tellDemoSignIn } from './demo-sign-in.ts';
import { loadDemoWorld } from './demo-world.ts';
import { superviseServer } from './server-process.ts';
import { buildWeb, webFolder } from './web-build.ts';

export const verb: Verb = {
  summary: 'Bring up everything: stores, server, console. Ctrl-C stops it.',
  usage: 'start',
  run: async () => {
    const closers: (() => unknown)[] = [];
    const close = async () => {
      for (const closer of closers.splice(0).reverse()) await closer();
    };
    const toldToStop = listenForStop();
    try {
      const starting = bringUp(readConfig(), closers);
      // A stop during the start ends what has started so far; the rest ends with its pipe.
      await Promise.race([starting, toldToStop]);
      await toldToStop;
      tell('Stopping …');
      await close();
      tell('Stopped.');
      return 0;
    } catch (error) {
      await close();
      throw error;
    }
  },
};

const tell = (line: string) => console.log(line);

async function bringUp(config: Config, closers: (() => unknown)[]): Promise<void> {
  const started = performance.now();
  const seconds = (since: number) => `${((performance.now() - since) / 1_000).toFixed(1)} s`;
  prepareFolder(config.dataDir);
  const lock = await takeFolderLock(config.dataDir);
  closers.push(lock.release);
  await requireFreePort(config.host, config.port, lock.wasLeft ? 10_000 : 0);
  if (config.databaseUrl) await requireReachable('DATABASE_URL', config.databaseUrl);
  if (config.clickhouseUrl) await requireReachable('CLICKHOUSE_URL', config.clickhouseUrl);
  const isFirst = !existsSync(join(config.dataDir, 'secrets.json'));
  tell(isFirst ? `Meadow: first start, data in ${config.dataDir}` : 'Meadow');

  const logs = (name: string) => {
    const file = openLogFile(join(config.dataDir, 'logs', `${name}.log`));
    closers.push(file.close);
    return file;
  };
  const storeLogs = { records: logs('records'), columnar: logs('columnar') };
  const own = logs('supervisor');
  let announce: () => void = () => undefined;
  const onEvent = (event: SupervisionEvent) => {
    own.write(JSON.stringify({ time: new Date().toISOString(), ...event }));
    tell(sentenceFor(event));
    if (event.kind === 'restarted') announce();
  };
  const disk = watchDisk(config.dataDir, (state) => {
    own.write(JSON.stringify({ time: new Date().toISOString(), kind: `disk ${state}` }));
    tell(
      state === 'full'
        ? `The disk of ${config.dataDir} is full: make room; what was acknowledged is kept, and what comes now is refused.`
        : `There is room on the disk of ${config.dataDir} again.`,
    );
  });
  closers.push(disk.stop);

  const building = buildPages();
  const stores = await startStores(config, {
    onEvent,
    onLog: (store, line) => {
      storeLogs[store].write(line);
      if (/No space left on device/i.test(line)) disk.tellFull();
    },
  });
  closers.push(stores.stop);
  tell(`  Stores are up (${seconds(started)})`);
  const server = await superviseServer({
    config,
    stores,
    webDir: webFolder().folder,
    log: logs('server'),
    tell: (line) => tell(`  ${line}`),
    onEvent,
  });
  closers.push(() => server.stop());
  announce = () =>
    announceInstance(config.dataDir, {
      pid: process.pid,
      url: config.publicUrl,
      recordsUrl: stores.recordsUrl,
      columnarUrl: stores.columnarUrl,
      processes: { ...stores.pids(), server: server.child.pid },
    });
  announce();
  closers.push(() => forgetInstance(config.dataDir));
  await building;
  tell(`Ready in ${seconds(started)}. Ctrl-C stops it.\n`);
  tell(`  Storefront     ${config.publicUrl}/`);
  tell(`  Console        ${config.publicUrl}/console`);
  tell(`  API reference  ${config.publicUrl}/docs`);
  if (config.demo !== 'none') {
    closers.push(tellDemoSignIn(config.dataDir, tell));
    closers.push(loadDemoWorld(config, tell));
  }
}

/** Orders and events must come in even when a page does not build, so this never rejects. */
async function buildPages(): Promise<void> {
  try {
    const { seconds } = await buildWeb();
    if (seconds !== null) tell(`  Pages are built (${seconds.toFixed(1)} s)`);
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
  }
}

/** Ctrl-C, a stop from outside, a closed terminal, or the launcher gone. */
function listenForStop(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
    process.on('disconnect', () => stop());
    process.channel?.unref();
  });
}

const names: Readonly<Record<string, string>> = {
  records: 'PostgreSQL',
  columnar: 'The columnar store',
  server: 'The server',
};

function sentenceFor(event: SupervisionEvent): string {
  const name = names[event.name] ?? event.name;
  if (event.kind === 'silent')
    return `${name} has not answered for ${Math.round(event.silentMs / 1_000)} s; ending it.`;
  if (event.kind === 'died') return `${name} ${event.how}; starting it again.`;
  if (event.kind === 'restarted') return `${name} is back after ${(event.afterMs / 1_000).toFixed(1)} s.`;
  return `${name} does not start (${event.why}); next try in ${(event.retryMs / 1_000).toFixed(1)} s.`;
}
