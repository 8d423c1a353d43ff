/** A process that ran this long was well: its next death starts from the shortest wait again. */
export const wellAfterMs = 5_000;
const waitMsMin = 100;
const waitMsMax = 5_000;

/** Wait before the next start: at once after a healthy life, doubling while it keeps dying early. */
export function nextWaitMs(earlyDeaths: number): number {
  if (earlyDeaths === 0) return 0;
  return Math.min(waitMsMax, waitMsMin * 2 ** (earlyDeaths - 1));
}

/** Deaths in a row that came early, counting this one. */
export const countEarlyDeaths = (before: number, livedMs: number): number =>
  livedMs >= wellAfterMs ? 0 : before + 1;
