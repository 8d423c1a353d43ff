import { connect } from 'node:net';
import { StartRefused } from './start-refused.ts';

const patienceMs = 5_000;

/** Says in one sentence when nothing listens where a store of one's own should be. */
export async function requireReachable(variable: string, address: string): Promise<void> {
  const url = new URL(address);
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : url.protocol === 'http:' ? 80 : 5432);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port });
  const why = await new Promise<string | null>((tell) => {
    socket.setTimeout(patienceMs, () => tell('no answer'));
    socket.once('connect', () => tell(null));
    socket.once('error', (error: NodeJS.ErrnoException) => tell(error.code ?? error.message));
  });
  socket.destroy();
  if (why !== null)
    throw new StartRefused(
      `${variable} names ${host}:${port}, where nothing answers (${why}): start that server, mend the address, or unset ${variable} to use the embedded store.`,
    );
}
