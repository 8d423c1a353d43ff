import { join } from 'node:path';
import type { Config } from '#platform/config';
import { type LogFile, terminalLine } from '#platform/log';
import {
  type Child,
  type Stores,
  Supervised,
  type SupervisionEvent,
  startNodeProcess,
} from '#platform/supervise';

const entry = join(import.meta.dirname, '..', '..', 'server', 'main.ts');
/** A server that answers nothing for this long hangs; it is ended and started again. */
const silenceMsMax = 60_000;
const lookEveryMs = 5_000;

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
    MEADOW_DATA_DIR: config.dataDir,
    NODE_ENV: 'production',
  };
  return Supervised.start({
    name: 'server',
    onEvent,
    start: async () => {
      const server = await startNodeProcess({
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
      endWhenSilent(server, `${base}/healthz`);
      return server;
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

function endWhenSilent(server: Child, url: string): void {
  let heard = Date.now();
  let hasEnded = false;
  const timer = setInterval(async () => {
    if (await answers(url)) heard = Date.now();
    else if (!hasEnded && Date.now() - heard > silenceMsMax) process.kill(server.pid, 'SIGKILL');
  }, lookEveryMs);
  server.exited.finally(() => {
    hasEnded = true;
    clearInterval(timer);
  });
}
