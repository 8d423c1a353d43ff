import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { migrateColumnar, openColumnar } from '#platform/columnar';
import type { ServerConfig } from '#platform/config';
import { openFiles } from '#platform/files';
import { openJobs } from '#platform/jobs';
import { type Log, say } from '#platform/log';
import { migrateRecords, openRecords, roleUrl } from '#platform/records';
import { createApp } from './app.ts';
import { firstStart } from './first-start/first-start.ts';
import { openLiveHub } from './live/live-hub.ts';
import { openContexts } from './open-contexts.ts';
import { tellUnavailable } from './unavailable/tell-unavailable.ts';

export type RunningServer = {
  /** Where it listens, with the port it got when the given one was 0. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
) as { version: string };

/** Brings the stores up to date, opens the contexts, listens. Everything opened is closed by `stop`, in turn. */
export async function startServer(config: ServerConfig, log: Log): Promise<RunningServer> {
  const changed = [
    ...(await migrateRecords(config.recordsUrl, config.instanceSecret)),
    ...(await migrateColumnar(config.columnarUrl, config.clickhouseDatabase)),
  ];
  if (changed.length > 0) say(log, `Stores are brought up to date (${changed.length} changes)`);

  const records = openRecords({ adminUrl: config.recordsUrl, instanceSecret: config.instanceSecret });
  const columnar = openColumnar({ url: config.columnarUrl, database: config.clickhouseDatabase });
  const files = openFiles(join(config.dataDir, 'files'));
  const jobs = await openJobs(roleUrl(config.recordsUrl, config.instanceSecret, 'meadow_jobs'), (error) =>
    log.warn({ err: error }, 'The job queue met an error.'),
  );
  const hub = openLiveHub(records, (error) => log.warn({ err: error }, 'Live news met an error.'));
  if (config.demo !== 'none') await firstStart(records, config.dataDir, config.publicUrl);

  const contexts = await openContexts({ config, log, records, columnar, files, jobs, hub });
  const app = createApp({
    ...contexts,
    version,
    onBug: (error, request) => log.error({ err: error, ...request }, 'A bug answered a request with 500.'),
    onUnavailable: tellUnavailable(log),
  });
  const server = await listen(app.fetch, config.host, config.port);
  const { port } = server.address() as AddressInfo;
  contexts.markReady();
  const setUpLink = await contexts.setUpLink();
  if (setUpLink) say(log, `Set up this instance at ${setUpLink}`);

  return {
    url: `http://${config.host}:${port}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Streams of screens stay open by design; whoever is still there after the requests under way is let go.
      const impatient = setTimeout(() => closeConnections(server), 3_000);
      closeIdle(server);
      await hub.close();
      await contexts.close();
      closeConnections(server);
      await closed;
      clearTimeout(impatient);
      await jobs.stop();
      await columnar.close();
      await records.close();
    },
  };
}

type Server = ReturnType<typeof serve>;

function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  hostname: string,
  port: number,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, () => resolve(server));
    server.once('error', reject);
  });
}

function closeIdle(server: Server): void {
  if ('closeIdleConnections' in server) server.closeIdleConnections();
}

function closeConnections(server: Server): void {
  if ('closeAllConnections' in server) server.closeAllConnections();
}
