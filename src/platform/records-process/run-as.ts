import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** How to start a program so that PostgreSQL accepts its user: it refuses to run as root. */
export type RunAs = {
  readonly owner: { readonly uid: number; readonly gid: number } | null;
  /** Program and arguments put in front of the command. */
  readonly prefix: readonly string[];
};

/**
 * Ordinary users run PostgreSQL as themselves. Root hands it to an unprivileged user that already exists;
 * where that user may not enter the folders (below a 0700 home, say), it keeps the one capability that lets
 * it pass.
 */
export function chooseRunAs(folder: string, binary: string): RunAs {
  if (process.getuid?.() !== 0) return { owner: null, prefix: [] };
  const owner = ownerOf(folder) ?? unprivilegedUser();
  if (reaches(folder, binary, [], owner)) return { owner, prefix: [] };
  const prefix = [
    'setpriv',
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  if (reaches(folder, binary, prefix, null)) return { owner, prefix };
  throw new Error(
    `PostgreSQL does not run as root, and the user with id ${owner.uid} may not enter ${folder}; start Meadow as an ordinary user or set MEADOW_DATA_DIR to a folder others may enter.`,
  );
}

export const spawnIdentity = (runAs: RunAs) =>
  runAs.owner !== null && runAs.prefix.length === 0 ? runAs.owner : {};

/** A folder that an earlier start gave away stays with its owner. */
function ownerOf(folder: string) {
  const { uid, gid } = statSync(folder);
  return uid === 0 ? null : { uid, gid };
}

function unprivilegedUser() {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return { uid: 65534, gid: 65534 };
}

function reaches(
  folder: string,
  binary: string,
  prefix: readonly string[],
  identity: { uid: number; gid: number } | null,
) {
  const [program = 'sh', ...rest] = [...prefix, 'sh', '-c', 'cd "$1" && test -x "$2"', 'sh', folder, binary];
  return spawnSync(program, rest, { stdio: 'ignore', cwd: '/', ...(identity ?? {}) }).status === 0;
}
