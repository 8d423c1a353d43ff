import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second whatever its own clock does. */
const tickMs = 10;

type Stat = {
  readonly parent: number;
  /** Of all its threads. */
  readonly ownMs: number;
  /** Of its children that have ended. */
  readonly endedMs: number;
};

/** What `/proc` says of a process; null where it says nothing. */
function statOf(pid: number): Stat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything; the parent is the second field behind it, times are the 12th to 15th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ms = (places: readonly number[]) =>
      places.reduce((sum, place) => sum + Number(fields[place]), 0) * tickMs;
    return { parent: Number(fields[1]), ownMs: ms([11, 12]), endedMs: ms([13, 14]) };
  } catch {
    return null;
  }
}

/** Processor time of one process so far; null where the system does not tell (not Linux). */
export function processorMs(pid: number | null): number | null {
  return pid === null ? null : (statOf(pid)?.ownMs ?? null);
}

/** `server 7, columnar 22`, as `showEach` says it: unlike a rate, hardly changed by what else the machine does. */
export function spentEach(
  names: readonly string[],
  before: readonly (number | null)[],
  after: readonly (number | null)[],
  showEach: (ms: number) => string,
): string {
  return names
    .flatMap((name, place) => {
      const [from, to] = [before[place] ?? null, after[place] ?? null];
      return from === null || to === null ? [] : [`${name} ${showEach(to - from)}`];
    })
    .join(', ');
}

/** A process with all that descend from it, such as PostgreSQL and its connections. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of processNames()) {
    const parent = statOf(Number(name))?.parent;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [pid];
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family;
}

function processNames(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** Processor time of a family so far, ended members included; null where the system does not tell (not Linux). */
export function processorMsOfFamily(pid: number | null): number | null {
  if (pid === null || !statOf(pid)) return null;
  return familyOf(pid).reduce((sum, member) => {
    const stat = statOf(member);
    return stat ? sum + stat.ownMs + stat.endedMs : sum;
  }, 0);
}

/**
 * Memory that a family holds in MB, what its members share counted once (the proportional set of Linux); null where
 * the system does not tell.
 */
export function memoryMbOfFamily(pid: number | null): number | null {
  if (pid === null) return null;
  const sizes = familyOf(pid).flatMap((member) => proportionalKb(member) ?? []);
  return sizes.length === 0 ? null : sizes.reduce((sum, kb) => sum + kb, 0) / 1024;
}

function proportionalKb(pid: number): number | null {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? null);
  } catch {
    return null;
  }
}
