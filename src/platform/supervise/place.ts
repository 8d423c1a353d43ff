import { accessSync, constants, existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { StartRefused } from './start-refused.ts';

/** PostgreSQL alone takes 40 MB when new and 16 MB for each piece of its log; less than this is trouble soon. */
export const freeBytesMin = 400 * 2 ** 20;

/** Makes the data folder usable or says in one sentence why it cannot be. */
export function prepareFolder(dataDir: string, freeMin = freeBytesMin): void {
  try {
    // Root gives PostgreSQL's folder to another user, who must be able to pass; what is secret is 0600.
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    const probe = join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, Buffer.alloc(4_096));
    rmSync(probe);
  } catch (error) {
    throw new StartRefused(folderSentence(dataDir, error as NodeJS.ErrnoException));
  }
  const free = freeBytes(dataDir);
  if (free !== null && free < freeMin) throw new StartRefused(fullSentence(dataDir, free));
}

export function freeBytes(dataDir: string): number | null {
  let folder = dataDir;
  while (!existsSync(folder)) folder = join(folder, '..');
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 2 ** 20)} MB`;

const fullSentence = (dataDir: string, free: number) =>
  `The disk of ${dataDir} is full: ${megabytes(free)} are free and Meadow needs ${megabytes(freeBytesMin)}; make room, or set MEADOW_DATA_DIR to a folder on another disk.`;

function folderSentence(dataDir: string, error: NodeJS.ErrnoException): string {
  const elsewhere = 'mend that, or set MEADOW_DATA_DIR to another folder.';
  if (error.code === 'EACCES' || error.code === 'EPERM')
    return `The data folder ${dataDir} may not be written by this user: ${elsewhere}`;
  if (error.code === 'EROFS')
    return `The data folder ${dataDir} is on a disk that can only be read: ${elsewhere}`;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return fullSentence(dataDir, 0);
  if (error.code === 'ENOTDIR' || error.code === 'EEXIST')
    return `The data folder ${dataDir} is a file: ${elsewhere}`;
  return `The data folder ${dataDir} cannot be used (${error.message}): ${elsewhere}`;
}

/** Tries the port for a moment: a server that was just killed may need a second to let go of it. */
export async function requireFreePort(host: string, port: number, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const refused = await tryListen(host, port);
    if (refused === null) return;
    if (refused === 'EADDRINUSE' && performance.now() < until) {
      await new Promise((wait) => setTimeout(wait, 200));
      continue;
    }
    throw new StartRefused(portSentence(host, port, refused));
  }
}

function tryListen(host: string, port: number): Promise<string | null> {
  return new Promise((tell) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => tell(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => tell(null)));
  });
}

export function portSentence(host: string, port: number, code: string): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program: stop that one, or choose another port, such as PORT=${port + 1} npm start.`;
  if (code === 'EACCES')
    return `This user may not listen on port ${port}: choose one above 1023, such as PORT=4600.`;
  return `Cannot listen on ${host}:${port} (${code}): check HOST and PORT.`;
}
