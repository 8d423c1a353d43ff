/** The server process. The supervisor starts it with its configuration in the environment. */
import { ConfigRefused, readServerConfig } from '#platform/config';
import { createLog } from '#platform/log';
import { leaveWithParent } from '#platform/supervise';
import { startServer } from './start-server.ts';

try {
  const config = readServerConfig();
  const log = createLog('server', config.logLevel);
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'A promise failed and nobody listened.'),
  );
  const server = await startServer(config, log);
  leaveWithParent(server.stop);
} catch (error) {
  const taken = (error as { code?: string }).code === 'EADDRINUSE';
  const text = taken
    ? 'The port is in use by another program: stop that program, or choose another with PORT.'
    : error instanceof ConfigRefused
      ? error.message
      : `The server could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
