import { existsSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import pg from 'pg';

/**
 * `select 1` on a connection of its own, because those that are open live on in other processes when the
 * postmaster hangs. Any word of PostgreSQL is an answer, also that it has no place or is still recovering.
 */
export async function askRecords(url: string, signal: AbortSignal): Promise<void> {
  const socket = new Socket();
  const client = new pg.Client({ connectionString: url, stream: () => socket });
  client.on('error', () => undefined);
  // A connection that hangs cannot be ended politely.
  signal.addEventListener('abort', () => socket.destroy());
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
  } finally {
    if (signal.aborted) socket.destroy();
    else void client.end().catch(() => undefined);
  }
}

/** Any answer below 500, on a connection of its own. */
export async function askHttp(url: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal, headers: { connection: 'close' } });
  await response.arrayBuffer();
  if (response.status >= 500) throw new Error(`${url} answered ${response.status}.`);
}

/** A process in state D cannot even be killed before its disk answers, and goes on by itself then. */
export function waitsForDisk(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  try {
    if (!existsSync(file)) return false;
    const stat = readFileSync(file, 'utf8');
    // The name in brackets may hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('D');
  } catch {
    return false;
  }
}
