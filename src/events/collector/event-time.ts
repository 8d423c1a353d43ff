export const earliestMs = Date.UTC(2000, 0, 1);
/** A clock that runs ahead by more than this is broken, and its events would lie in the future of every chart. */
export const aheadMsMax = 86_400_000;

const isoPattern =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads an ISO 8601 timestamp, in milliseconds; one without a zone is UTC. Null for anything else. */
export function readTime(text: string): number | null {
  if (!isoPattern.test(text)) return null;
  const normal = text.replace(' ', 'T').replace(',', '.').replace('z', 'Z');
  const hasZone = normal.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(normal.slice(10));
  const ms = Date.parse(hasZone ? normal : `${normal}Z`);
  return Number.isNaN(ms) ? null : ms;
}

export function isWithinBounds(ms: number, nowMs: number): boolean {
  return ms >= earliestMs && ms <= nowMs + aheadMsMax;
}
