/**
 * The place of the bucket that is still running, or -1: the last one with a value, where the range reaches into
 * today. What lies ahead is null, and a bucket in which nothing can have happened yet is null too. Pure.
 */
export function runningAt(values: readonly (number | null)[], reachesToday: boolean): number {
  return reachesToday ? values.findLastIndex((value) => value !== null) : -1;
}
