import { totalmem } from 'node:os';
import { join } from 'node:path';
import { type ColumnarProcess, startColumnarProcess } from '#platform/columnar-process';
import type { Config } from '#platform/config';
import { type RecordsProcess, startRecordsProcess } from '#platform/records-process';
import { askHttp, askRecords } from './probes.ts';
import { keepSecrets } from './secrets.ts';
import { type Patience, Supervised, type SupervisionEvent } from './supervised.ts';

export type Stores = {
  /** Superuser of the embedded PostgreSQL, or DATABASE_URL. */
  readonly recordsUrl: string;
  readonly columnarUrl: string;
  readonly instanceSecret: string;
  /** Embedded processes, for whoever wants to look at them. */
  readonly pids: () => { readonly records: number | null; readonly columnar: number | null };
  /** Columnar first, then PostgreSQL. */
  readonly stop: () => Promise<void>;
};

export type StoresWatch = {
  readonly onEvent: (event: SupervisionEvent) => void;
  readonly onLog: (store: 'records' | 'columnar', line: string) => void;
  /** With a store that runs but does not answer. */
  readonly patience?: Patience;
};

/** Starts what is embedded and keeps it running; a store with an address of its own is left alone. */
export async function startStores(config: Config, watch: StoresWatch): Promise<Stores> {
  const secrets = keepSecrets(config.dataDir);
  const starts = await Promise.allSettled([
    config.databaseUrl === null ? superviseRecords(config, watch) : null,
    config.clickhouseUrl === null ? superviseColumnar(config, secrets.columnarPassword, watch) : null,
  ]);
  const failed = starts.find((start) => start.status === 'rejected');
  const [records, columnar] = starts.map((start) => (start.status === 'fulfilled' ? start.value : null)) as [
    Supervised<RecordsProcess> | null,
    Supervised<ColumnarProcess> | null,
  ];
  const stop = async () => {
    await columnar?.stop();
    await records?.stop();
  };
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    recordsUrl: config.databaseUrl ?? records?.child.adminUrl ?? '',
    columnarUrl: config.clickhouseUrl ?? columnar?.child.url ?? '',
    instanceSecret: config.instanceSecret ?? secrets.instanceSecret,
    pids: () => ({ records: records?.child.pid ?? null, columnar: columnar?.child.pid ?? null }),
    stop,
  };
}

function superviseRecords(config: Config, { onEvent, onLog, patience }: StoresWatch) {
  return Supervised.start<RecordsProcess>({
    name: 'records',
    onEvent,
    ...(patience ? { patience } : {}),
    ask: ({ adminUrl }, signal) => askRecords(adminUrl, signal),
    start: (previous) =>
      startRecordsProcess({
        dataDir: join(config.dataDir, 'records'),
        // The server knows the address, so a successor takes the same.
        ...(previous ? { port: previous.port } : {}),
        onLog: (line) => onLog('records', line),
      }),
  });
}

function superviseColumnar(config: Config, password: string, { onEvent, onLog, patience }: StoresWatch) {
  return Supervised.start<ColumnarProcess>({
    name: 'columnar',
    onEvent,
    ...(patience ? { patience } : {}),
    ask: ({ url }, signal) => askHttp(`${new URL(url).origin}/ping`, signal),
    start: (previous) =>
      whenUnlocked(() =>
        startColumnarProcess({
          dataDir: join(config.dataDir, 'columnar'),
          password,
          memoryBytesMax: config.columnarMemoryBytesMax ?? quarterOfMemory(),
          poolSize: 6,
          ...(previous ? { port: Number(new URL(previous.url).port) } : {}),
          onLog: (line) => onLog('columnar', line),
        }),
      ),
  });
}

/** Of the machine or of the container's share, between 512 MB and 2 GB: more is asked for by name. */
function quarterOfMemory(): number {
  const limit = process.constrainedMemory();
  const total = limit > 0 && limit < totalmem() ? limit : totalmem();
  return Math.round(Math.min(2 * 2 ** 30, Math.max(512 * 2 ** 20, total / 4)));
}

/** After a kill of the supervisor the last columnar process takes up to three seconds to leave the folder. */
async function whenUnlocked<T>(start: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (attempt >= 10 || !/Cannot lock file/.test(String(error))) throw error;
      await new Promise((wait) => setTimeout(wait, 300));
    }
  }
}
