import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { initCluster } from './init-cluster.ts';
import { findPostgres } from './postgres-package.ts';
import { clearPostmaster, isPostgresOf, readPostmaster } from './postmaster-file.ts';
import { chooseRunAs, type RunAs, spawnIdentity } from './run-as.ts';

export type RecordsOptions = {
  readonly dataDir: string;
  /** Left out: a free one. */
  readonly port?: number;
  /** Lines of PostgreSQL's own log. */
  readonly onLog?: (line: string) => void;
};

export type ChildExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type RecordsProcess = {
  /** Of the superuser `postgres`; the server derives its own lesser roles from it. */
  readonly adminUrl: string;
  readonly port: number;
  /** Of the postmaster. */
  readonly pid: number;
  readonly stop: () => Promise<ChildExit>;
  readonly exited: Promise<ChildExit>;
};

/**
 * Starts the PostgreSQL of the npm package on a folder and resolves when it accepts connections. It ends
 * when the pipe to this process closes, so also when this process is killed.
 */
export async function startRecordsProcess(options: RecordsOptions): Promise<RecordsProcess> {
  const folder = resolve(options.dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { initdb, postgres } = findPostgres();
  const runAs = chooseRunAs(folder, postgres);
  if (runAs.owner) chownSync(folder, runAs.owner.uid, runAs.owner.gid);
  const password = keepPassword(folder);
  const cluster = await initCluster(folder, initdb, password, runAs);
  if (runAs.owner) giveTo(cluster, runAs.owner);
  await clearPostmaster(cluster);
  // A killed PostgreSQL leaves workers that need a moment to notice; until then a new one is refused.
  for (let attempt = 0; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const started = await startOnce({ postgres, cluster, port, runAs, onLog: options.onLog });
    if (started.kind === 'running') {
      const { kind: _, ...running } = started;
      return { ...running, port, adminUrl: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres` };
    }
    const isPassing = /shared memory block|Address already in use/.test(started.words);
    if (
      attempt >= 20 ||
      !isPassing ||
      (options.port !== undefined && started.words.includes('Address already in use'))
    )
      throw new Error(`PostgreSQL did not start: ${lastWords(started.words)}`);
    await new Promise((wait) => setTimeout(wait, 500));
  }
}

/** A restored or moved cluster still belongs to whoever copied it. */
function giveTo(cluster: string, owner: { readonly uid: number; readonly gid: number }): void {
  if (statSync(cluster).uid === owner.uid) return;
  for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(cluster, name), owner.uid, owner.gid);
  // Last, so that an interrupted round is taken up again.
  chownSync(cluster, owner.uid, owner.gid);
}

function keepPassword(folder: string): string {
  const file = join(folder, 'admin-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Sane for two cores and a shared machine; durability is left as PostgreSQL has it, fully on. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // A server takes up to 16 for members, 16 for the market, 20 for the outbox, 4 for jobs and 2 to listen: three
  // servers fit, with room for a backup and a person who looks.
  max_connections: '200',
  shared_buffers: '192MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  wal_compression: 'pglz',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  max_parallel_workers_per_gather: '1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Runs PostgreSQL beside a `read` of the parent's pipe: when that ends, so does PostgreSQL, quickly. */
const keeper = `exec 3<&0
"$@" 3<&- </dev/null &
postgres=$!
{ read -r _ <&3; kill -INT $postgres; } 2>/dev/null &
watcher=$!
trap '' INT TERM HUP
wait $postgres
status=$?
kill $watcher 2>/dev/null
exit $status`;

type Start = {
  readonly postgres: string;
  readonly cluster: string;
  readonly port: number;
  readonly runAs: RunAs;
  readonly onLog: ((line: string) => void) | undefined;
};
type Started =
  | ({ readonly kind: 'running' } & Pick<RecordsProcess, 'pid' | 'stop' | 'exited'>)
  | { readonly kind: 'ended'; readonly words: string };

async function startOnce({ postgres, cluster, port, runAs, onLog }: Start): Promise<Started> {
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const [program = 'sh', ...rest] = [
    ...runAs.prefix,
    'sh',
    '-c',
    keeper,
    'sh',
    postgres,
    '-D',
    cluster,
    ...flags,
  ];
  const child = spawn(program, rest, {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
    ...spawnIdentity(runAs),
  });
  const words = collectWords(child, onLog);
  let hasEnded = false;
  const exited = new Promise<ChildExit>((tell) => {
    child.once('error', () => tell({ code: -1, signal: null }));
    child.once('exit', (code, signal) => tell({ code, signal }));
  }).finally(() => {
    hasEnded = true;
    // If only the keeper was killed, the closed pipe still tells its other half to stop PostgreSQL.
    child.stdin?.destroy();
  });
  while (!hasEnded) {
    const found = readPostmaster(cluster);
    if (found?.isReady && found.port === port)
      return { kind: 'running', pid: found.pid, exited, stop: stopper(child, found.pid, cluster, exited) };
    await Promise.race([exited, new Promise((wait) => setTimeout(wait, 25))]);
  }
  // The last line may still be in the pipe when the exit is told.
  await new Promise((wait) => setTimeout(wait, 20));
  return { kind: 'ended', words: words() };
}

function stopper(child: ChildProcess, pid: number, cluster: string, exited: Promise<ChildExit>) {
  return async () => {
    child.stdin?.end();
    const giveUp = setTimeout(() => {
      if (isPostgresOf(pid, cluster)) process.kill(pid, 'SIGQUIT');
    }, 20_000);
    const exit = await exited;
    clearTimeout(giveUp);
    return exit;
  };
}

function collectWords(child: ChildProcess, onLog: ((line: string) => void) | undefined): () => string {
  let words = '';
  child.stdin?.on('error', () => undefined);
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-4_000);
    for (const line of chunk.split('\n')) if (line.trim()) onLog?.(line);
  });
  return () => words;
}

/** The line that says why, without the time and number in front of it. */
function lastWords(words: string): string {
  const lines = words.split('\n').filter((line) => /FATAL|PANIC|LOG: {2}could not/.test(line));
  return (
    lines.map((line) => line.replace(/^.*?(?:FATAL|PANIC|LOG): +/, '')).join('; ') ||
    words.trim() ||
    'it ended without a word'
  );
}

function freePort(): Promise<number> {
  return new Promise((tell, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => tell(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
