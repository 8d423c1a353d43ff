import { readFileSync } from 'node:fs';

/** Processor time of a process so far, of all its threads; null where the system does not tell (not Linux). */
export function processorMs(pid: number | null): number | null {
  if (pid === process.pid) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything; user and system time are the 12th and 13th field behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  } catch {
    return null;
  }
}

/** Linux counts in hundredths of a second whatever its own clock does. */
const tickMs = 10;
