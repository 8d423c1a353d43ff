import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * When a process was born, as text that differs for another process under the same number; null when it is
 * gone or a zombie. Numbers are used again, after a restart of the machine almost certainly.
 */
export function birthOf(pid: number): string | null {
  if (existsSync('/proc/self/stat')) return birthOnLinux(pid);
  const listed =
    spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  return listed === '' || listed.startsWith('Z') ? null : listed.replace(/^\S+\s+/, '');
}

function birthOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; what follows the last bracket is regular.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}
