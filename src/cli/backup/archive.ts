import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { StartRefused } from '#platform/supervise';

export const isArchive = (path: string) => /\.(?:tar\.gz|tgz)$/.test(path);

/** One file instead of a folder; `tar` is on every machine we run on. */
export function pack(folder: string, archive: string): void {
  run(['-czf', archive, '-C', dirname(folder), basename(folder)], `write ${archive}`);
}

export function unpack(archive: string, into: string): void {
  run(['-xzf', archive, '-C', into, '--strip-components=1'], `read ${archive}`);
}

function run(args: readonly string[], what: string): void {
  const { status, stderr, error } = spawnSync('tar', args, { encoding: 'utf8' });
  if (error || status !== 0)
    throw new StartRefused(`Could not ${what}: ${(error?.message ?? stderr).trim()}`);
}
