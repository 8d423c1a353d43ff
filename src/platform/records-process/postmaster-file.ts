import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export type Postmaster = { readonly pid: number; readonly port: number; readonly isReady: boolean };

/** `postmaster.pid`: process, folder, start time, port, socket folder, address, shared memory, state. */
export function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return null;
    return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/**
 * After a power cut or a kill -9 the file may name a process that is gone, a zombie nobody collected, or a
 * PostgreSQL that lives on without its parent. The first two only leave a file to remove; the last one is
 * stopped, because nothing would end it when we end.
 */
export async function clearPostmaster(cluster: string): Promise<void> {
  const found = readPostmaster(cluster);
  if (found === null) return;
  if (isPostgresOf(found.pid, cluster)) {
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      send(found.pid, signal);
      if (await isGoneWithin(found.pid, cluster, 10_000)) break;
    }
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function send(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in between, which is what was wanted.
  }
}

async function isGoneWithin(pid: number, cluster: string, ms: number): Promise<boolean> {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    if (!isPostgresOf(pid, cluster)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Whether the process lives and was started for this folder; process numbers are used again. */
export function isPostgresOf(pid: number, cluster: string): boolean {
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
      return (
        state !== 'Z' &&
        state !== 'X' &&
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster)
      );
    } catch {
      return false;
    }
  }
  const listed =
    spawnSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  return listed.includes(cluster) && !listed.startsWith('Z');
}
