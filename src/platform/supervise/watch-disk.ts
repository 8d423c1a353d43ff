import { freeBytes } from './place.ts';

/** PostgreSQL writes its log in pieces of 16 MB and ends itself when it cannot: less than this is full for it. */
const fullBelowBytes = 20 * 2 ** 20;
/** Above this it is worth saying that there is room again, so that a disk at its brim is not told of each second. */
const roomyAboveBytes = 2 * fullBelowBytes;
const everyMs = 2_000;

export type DiskWatch = {
  /** For whoever learns it otherwise, from a log line of a store say. */
  readonly tellFull: () => void;
  readonly stop: () => void;
};

/**
 * Tells once when the disk of the data folder is full and once when there is room again. The stores do not always
 * say it themselves: ClickHouse refuses inserts without a word in its log.
 */
export function watchDisk(
  dataDir: string,
  tell: (state: 'full' | 'roomy') => void,
  free: () => number | null = () => freeBytes(dataDir),
): DiskWatch & { readonly look: () => void } {
  let isFull = false;
  const turn = (full: boolean) => {
    if (full === isFull) return;
    isFull = full;
    tell(full ? 'full' : 'roomy');
  };
  const look = () => {
    const bytes = free();
    if (bytes === null) return;
    if (bytes < fullBelowBytes) turn(true);
    else if (bytes > roomyAboveBytes) turn(false);
  };
  const timer = setInterval(look, everyMs);
  return { look, tellFull: () => turn(true), stop: () => clearInterval(timer) };
}
