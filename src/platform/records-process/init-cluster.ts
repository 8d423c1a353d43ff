import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type RunAs, spawnIdentity } from './run-as.ts';

/**
 * Creates the cluster beside its place and moves it in when it is whole, so that a kill in the middle leaves
 * nothing that looks like a cluster. The built-in C.UTF-8 locale sorts alike on every machine.
 */
export async function initCluster(
  folder: string,
  initdb: string,
  password: string,
  runAs: RunAs,
): Promise<string> {
  const cluster = join(folder, 'cluster');
  if (existsSync(cluster)) return cluster;
  const unfinished = join(folder, 'cluster.unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (runAs.owner) chownSync(unfinished, runAs.owner.uid, runAs.owner.gid);
  await run(
    [
      // initdb reads the password from a file it can open, which a pipe made by a shell of the same user is.
      ...[...runAs.prefix, 'sh', '-c', 'cat | "$@" --pwfile=/dev/stdin', 'sh'],
      ...[
        initdb,
        '--pgdata',
        unfinished,
        '--username',
        'postgres',
        '--auth',
        'scram-sha-256',
        '--encoding',
        'UTF8',
      ],
      ...[
        '--locale-provider',
        'builtin',
        '--builtin-locale',
        'C.UTF-8',
        '--locale',
        'C',
        '--no-instructions',
      ],
    ],
    `${password}\n`,
    runAs,
  );
  renameSync(unfinished, cluster);
  return cluster;
}

function run(command: readonly string[], input: string, runAs: RunAs): Promise<void> {
  const [program = 'sh', ...rest] = command;
  const child = spawn(program, rest, {
    stdio: ['pipe', 'ignore', 'pipe'],
    cwd: '/',
    ...spawnIdentity(runAs),
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint = (complaint + chunk).slice(-1_000);
  });
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`PostgreSQL could not create its files: ${complaint.trim()}`)),
    );
  });
}
