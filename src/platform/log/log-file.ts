import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export type LogFile = { readonly write: (line: string) => void; readonly close: () => void };

/**
 * Appends lines to a file and begins a new one when it is full: `x.log`, `x.log.1` … the oldest is dropped.
 * A disk that is full must not end the process that wants to say so, so a line that cannot be written is lost.
 */
export function openLogFile(path: string, bytesMax = 10 * 2 ** 20, filesMax = 5): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a', 0o600);
  let bytes = fstatSync(file).size;
  const turn = () => {
    closeSync(file);
    rmSync(`${path}.${filesMax - 1}`, { force: true });
    for (let age = filesMax - 2; age >= 1; age -= 1)
      if (existsSync(`${path}.${age}`)) renameSync(`${path}.${age}`, `${path}.${age + 1}`);
    renameSync(path, `${path}.1`);
    file = openSync(path, 'a', 0o600);
    bytes = 0;
  };
  return {
    write: (line) => {
      try {
        if (bytes > 0 && bytes + line.length > bytesMax) turn();
        bytes += writeSync(file, `${line}\n`);
      } catch {
        // See above.
      }
    },
    close: () => closeSync(file),
  };
}
