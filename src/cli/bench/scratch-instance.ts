import { join } from 'node:path';
import { createOrganizationWithOwner, newToken } from '#organisations';
import { readConfig } from '#platform/config';
import { openRecords } from '#platform/records';
import { type Child, prepareFolder, type Stores, startNodeProcess, startStores } from '#platform/supervise';
import { freePort } from './free-port.ts';

export type ScratchInstance = {
  readonly url: string;
  readonly stores: Stores;
  readonly server: Child;
  /** Keys of the one organisation in it. */
  readonly apiKey: string;
  readonly writeKey: string;
  readonly organizationId: string;
  readonly stop: () => Promise<void>;
};

const serverEntry = join(import.meta.dirname, '..', '..', 'server', 'main.ts');

/** The product as it runs, on the stores and processes of a normal start, with nothing in it but one organisation. */
export async function startScratchInstance(folder: string): Promise<ScratchInstance> {
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
  try {
    const url = `http://127.0.0.1:${port}`;
    const server = await startNodeProcess({
      entry: serverEntry,
      env: {
        MEADOW_RECORDS_URL: stores.recordsUrl,
        MEADOW_COLUMNAR_URL: stores.columnarUrl,
        MEADOW_INSTANCE_SECRET: stores.instanceSecret,
        MEADOW_DATA_DIR: config.dataDir,
        MEADOW_DEMO: 'none',
        MEADOW_LOG_LEVEL: 'warn',
        PORT: String(port),
        HOST: '127.0.0.1',
        NODE_ENV: 'production',
      },
      onLine: keep,
      isReady: () => isReady(url),
    });
    const keys = await foundOrganization(stores).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return {
      url,
      stores,
      server,
      ...keys,
      stop: async () => {
        await server.stop();
        await stores.stop();
      },
    };
  } catch (error) {
    await stores.stop();
    throw error;
  }
}

async function foundOrganization(stores: Stores) {
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
