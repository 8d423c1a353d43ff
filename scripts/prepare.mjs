// Makes a fresh clone able to run: installs what the lock file names and finds the runtime. Plain JavaScript for
// Node 20, because nothing is installed yet when it runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.meadow-lock-hash');

/** Ends with one sentence instead of a stack: whoever reads it has only just cloned the repository. */
function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Installs when needed and answers the path of a Node that runs TypeScript. */
export function prepare() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) giveUp(`Meadow needs Node 20 or newer to start; this is ${process.versions.node}.`);
  if (!isInstalled()) install();
  return findRuntime(major);
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

function isInstalled() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return true;
  if (!installMatchesLock()) return false;
  keepStamp();
  return true;
}

/** Only saves the comparison next time; packages installed by another user may be read-only for this one. */
function keepStamp() {
  try {
    writeFileSync(stamp, lockHash());
  } catch {
    // See above.
  }
}

/** Compares npm's own record of what it installed with the lock file, so that nothing is installed twice. */
function installMatchesLock() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, os, cpu }]) => {
    if (path === '' || version === installed[path]?.version) return true;
    const isForOthers = (os && !os.includes(process.platform)) || (cpu && !cpu.includes(process.arch));
    return installed[path] === undefined && (optional === true || isForOthers === true);
  });
}

function install() {
  console.log('Installing packages (about a minute the first time) …');
  const started = Date.now();
  // `npm ci` would refuse: chDB names packages of other platforms that not every registry has.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const run = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  const { status, error } = spawnSync(run[0], run[1], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error || status !== 0)
    giveUp('npm could not install the packages: check the network and the messages above, then try again.');
  keepStamp();
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** The machine's own Node when it is new enough, else the one pinned in the lock file. */
function findRuntime(major) {
  if (major >= 24) return process.execPath;
  const pinned = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(pinned)) return pinned;
  return giveUp(
    `Meadow runs on Node 24, and no pinned one exists for ${process.platform}-${process.arch}: install Node 24 from nodejs.org.`,
  );
}
