import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '#platform/supervise';

const root = join(import.meta.dirname, '..', '..', '..');
/** Beside the packages: not in git, shared by all data folders, gone with `node_modules`. */
const cache = join(root, 'node_modules', '.cache', 'meadow-web');

/** Everything the built pages depend on. */
const sources = [
  'web/**/*',
  'src/kernel/**/*.ts',
  'src/*/contract.ts',
  'src/*/**/*contract*.ts',
  'package-lock.json',
];

export function webFolder(): { readonly folder: string; readonly isBuilt: boolean } {
  const hash = createHash('sha256');
  const files = globSync(sources, {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.test.*'],
  }).sort();
  for (const file of files) {
    if (!statSync(join(root, file)).isFile()) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  const folder = join(cache, hash.digest('hex').slice(0, 20));
  return { folder, isBuilt: existsSync(join(folder, 'index.html')) };
}

/** Builds the pages with Vite when their sources changed; beside its place, so that a kill leaves nothing half. */
export async function buildWeb(): Promise<{ folder: string; seconds: number | null }> {
  const { folder, isBuilt } = webFolder();
  if (isBuilt || !existsSync(join(root, 'web', 'vite.config.ts'))) return { folder, seconds: null };
  const started = performance.now();
  mkdirSync(cache, { recursive: true });
  const unfinished = `${folder}.${process.pid}`;
  await runVite(unfinished);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  for (const old of oldBuilds(folder)) rmSync(old, { recursive: true, force: true });
  return { folder, seconds: (performance.now() - started) / 1_000 };
}

/** Other instances of this checkout may still serve a build or two before this one. */
const buildsKept = 4;

function oldBuilds(newest: string): string[] {
  return readdirSync(cache)
    .map((name) => join(cache, name))
    .filter((build) => build !== newest)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .slice(buildsKept - 1);
}

function runVite(outDir: string): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [
    'build',
    'web',
    '--config',
    'web/vite.config.ts',
    '--outDir',
    outDir,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
  // Whoever starts us may be a test run: pages are built as for people all the same, or React would be its slow,
  // talkative self and do everything twice.
  const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' };
  const child = spawn(process.execPath, [vite, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(0, 4_000);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(
            new StartRefused(
              `The pages could not be built:\n${words.trim().split('\n').slice(0, 8).join('\n')}`,
            ),
          ),
    );
  });
}
