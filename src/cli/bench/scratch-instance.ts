import { join } from 'node:path';
import { createOrganizationWithOwner, newToken } from '#organisations';
import { migrateColumnar } from '#platform/columnar';
import { readConfig } from '#platform/config';
import { migrateRecords, openRecords } from '#platform/records';
import { type Child, prepareFolder, type Stores, startNodeProcess, startStores } from '#platform/supervise';
import { freePort } from './free-port.ts';

export type ScratchInstance = {
  readonly url: string;
  /** Every server's address, the first one included. */
  readonly urls: readonly string[];
  readonly stores: Stores;
  /** The first of them. */
  readonly server: Child;
  readonly servers: readonly Child[];
  /** Keys of the one organisation in it. */
  readonly apiKey: string;
  readonly writeKey: string;
  readonly organizationId: string;
  readonly stop: () => Promise<void>;
};

/** As a server names it that was not told another. */
export const columnarDatabase = 'meadow';

export type ScratchOptions = {
  readonly servers?: number;
  /** Fills the stores, in which the organisation is already, so that servers start with what is in them. */
  readonly fill?: (stores: Stores, founded: FoundedKeys) => Promise<void>;
};

type FoundedKeys = Pick<ScratchInstance, 'apiKey' | 'writeKey' | 'organizationId'>;

const serverEntry = join(import.meta.dirname, '..', '..', 'server', 'main.ts');

/** The product as it runs, on the stores and processes of a normal start, with nothing in it but one organisation. */
export async function startScratchInstance(
  folder: string,
  options: ScratchOptions = {},
): Promise<ScratchInstance> {
  const port = await freePort();
  const config = readConfig({
    MEADOW_DATA_DIR: join(folder, 'data'),
    MEADOW_DEMO: 'none',
    PORT: String(port),
    HOST: '127.0.0.1',
  });
  prepareFolder(config.dataDir);
  const words: string[] = [];
  const keep = (line: string) => {
    words.push(line);
    if (words.length > 40) words.shift();
  };
  const stores = await startStores(config, { onEvent: () => undefined, onLog: (_, line) => keep(line) });
  const servers: Child[] = [];
  const stop = async () => {
    for (const server of servers) await server.stop();
    await stores.stop();
  };
  try {
    await migrateRecords(stores.recordsUrl, stores.instanceSecret);
    await migrateColumnar(stores.columnarUrl, columnarDatabase);
    const founded = await foundOrganization(stores);
    await options.fill?.(stores, founded);
    const urls: string[] = [];
    for (let number = 0; number < (options.servers ?? 1); number++) {
      const ownPort = number === 0 ? port : await freePort();
      const url = `http://127.0.0.1:${ownPort}`;
      servers.push(await startServer(stores, config.dataDir, ownPort, url, keep));
      urls.push(url);
    }
    const [server] = servers;
    const [url] = urls;
    if (!server || !url) throw new Error('A scratch instance needs a server.');
    return { url, urls, stores, server, servers, ...founded, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startServer(
  stores: Stores,
  dataDir: string,
  port: number,
  url: string,
  keep: (line: string) => void,
): Promise<Child> {
  return startNodeProcess({
    entry: serverEntry,
    env: {
      MEADOW_RECORDS_URL: stores.recordsUrl,
      MEADOW_COLUMNAR_URL: stores.columnarUrl,
      MEADOW_INSTANCE_SECRET: stores.instanceSecret,
      MEADOW_DATA_DIR: dataDir,
      MEADOW_DEMO: 'none',
      MEADOW_LOG_LEVEL: 'warn',
      PORT: String(port),
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
    },
    onLine: keep,
    isReady: () => isReady(url),
  });
}

async function foundOrganization(stores: Stores): Promise<FoundedKeys> {
  const records = openRecords({ adminUrl: stores.recordsUrl, instanceSecret: stores.instanceSecret });
  const apiKey = newToken('apiKey');
  const serverWriteKey = newToken('serverWriteKey');
  try {
    const founded = await createOrganizationWithOwner(
      records,
      { organization: { name: 'Bench', zone: 'Asia/Shanghai', currency: 'CNY', simulated: true } },
      {
        email: 'bench@meadow.example',
        name: 'Bench',
        password: newToken('invitation').secret,
        isOperator: true,
      },
      { apiKey, serverWriteKey },
    );
    if (!founded.ok) throw new Error(founded.refusal.detail);
    return {
      apiKey: apiKey.secret,
      writeKey: serverWriteKey.secret,
      organizationId: founded.value.organizationId,
    };
  } finally {
    await records.close();
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
