import { join } from 'node:path';
import type { Config } from '#platform/config';
import { type LogFile, terminalLine } from '#platform/log';
import {
  askHttp,
  type Child,
  type Stores,
  Supervised,
  type SupervisionEvent,
  startNodeProcess,
} from '#platform/supervise';

const entry = join(import.meta.dirname, '..', '..', 'server', 'main.ts');

export type ServerOptions = {
  readonly config: Config;
  readonly stores: Stores;
  readonly webDir: string;
  readonly log: LogFile;
  readonly tell: (line: string) => void;
  readonly onEvent: (event: SupervisionEvent) => void;
};

export function superviseServer(options: ServerOptions): Promise<Supervised<Child>> {
  const { config, stores, webDir, log, tell, onEvent } = options;
  const base = `http://${config.host.replace(/^(?:0\.0\.0\.0|::)$/, '127.0.0.1')}:${config.port}`;
  const env = {
    MEADOW_RECORDS_URL: stores.recordsUrl,
    MEADOW_COLUMNAR_URL: stores.columnarUrl,
    MEADOW_INSTANCE_SECRET: stores.instanceSecret,
    MEADOW_WEB_DIR: webDir,
    MEADOW_PAGES_ARE_COMING: '1',
    MEADOW_DATA_DIR: config.dataDir,
    NODE_ENV: 'production',
  };
  return Supervised.start({
    name: 'server',
    onEvent,
    ask: (_, signal) => askHttp(`${base}/healthz`, signal),
    start: async () => {
      return startNodeProcess({
        entry,
        env,
        onLine: (line, isError) => {
          log.write(line);
          const shown = terminalLine(line);
          if (shown !== null) tell(shown);
          else if (isError && line.startsWith('Error')) tell(line);
        },
        isReady: () => answers(`${base}/readyz`),
      });
    },
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
