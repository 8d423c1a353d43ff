import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#platform/config';
import { findPostgres } from '#platform/records-process';
import {
  freeBytes,
  freeBytesMin,
  prepareFolder,
  type RunningInstance,
  requireFreePort,
} from '#platform/supervise';
import { webFolder } from '../start/web-build.ts';
import { broken, type Finding, fine, look, warning } from './check.ts';

const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GB`;

/** The machine, the packages and the places Meadow needs, before any store is asked. */
export async function lookAtMachine(config: Config, running: RunningInstance | null): Promise<Finding[]> {
  return [
    node(),
    await look('PostgreSQL', 'Run "npm install", or set DATABASE_URL.', () => {
      if (config.databaseUrl !== null) return fine('PostgreSQL', 'a server of your own (DATABASE_URL)');
      findPostgres();
      return fine('PostgreSQL', 'embedded, installed');
    }),
    chdb(config),
    memory(),
    await look('Data folder', 'Mend the folder or set MEADOW_DATA_DIR.', () => {
      prepareFolder(config.dataDir);
      return fine('Data folder', config.dataDir);
    }),
    disk(config),
    await look('Port', 'Stop that program or set PORT.', async () => {
      if (running) return fine('Port', `${config.port}, served by process ${running.pid}`);
      await requireFreePort(config.host, config.port, 0);
      return fine('Port', `${config.port} is free`);
    }),
    pages(),
  ];
}

function node(): Finding {
  const found = `${process.versions.node} at ${process.execPath}`;
  return Number(process.versions.node.split('.')[0]) >= 24
    ? fine('Node', found)
    : broken('Node', found, 'Start through npm, which picks the pinned Node 24.');
}

function chdb(config: Config): Finding {
  if (config.clickhouseUrl !== null) return fine('ClickHouse', 'a server of your own (CLICKHOUSE_URL)');
  const name = `@chdb/lib-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return folders.some((folder) => existsSync(join(folder, name)))
    ? fine('ClickHouse', 'embedded (chDB), installed')
    : broken('ClickHouse', `${name} is not installed`, 'Run "npm install", or set CLICKHOUSE_URL.');
}

function memory(): Finding {
  const limit = process.constrainedMemory();
  const total = limit > 0 && limit < totalmem() ? limit : totalmem();
  return total >= 2 * 2 ** 30
    ? fine('Memory', gigabytes(total))
    : warning(
        'Memory',
        gigabytes(total),
        'Meadow is made for 2 GB or more; set MEADOW_COLUMNAR_MEMORY_MB=256.',
      );
}

function disk(config: Config): Finding {
  const free = freeBytes(config.dataDir) ?? 0;
  if (free < freeBytesMin)
    return broken('Disk', `${gigabytes(free)} free`, 'Make room, or set MEADOW_DATA_DIR to another disk.');
  return free < 5 * 2 ** 30
    ? warning('Disk', `${gigabytes(free)} free`, 'A hundred million events take about 10 GB.')
    : fine('Disk', `${gigabytes(free)} free`);
}

function pages(): Finding {
  return webFolder().isBuilt
    ? fine('Pages', 'built from the present sources')
    : warning('Pages', 'not built from the present sources', 'The next "npm start" builds them.');
}
