/** An instant as the columnar store reads it, and its UTC day. */
export type EventTime = { readonly ms: number; readonly text: string; readonly day: string };

export const earliestMs = Date.UTC(2000, 0, 1);
/** A clock that runs ahead by more than this is broken, and its events would lie in the future of every chart. */
export const aheadMsMax = 86_400_000;

const isoPattern =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|z|[+-]\d{2}:?\d{2})?)?$/;

/** `2026-01-01 12:00:00.000`: what the store parses fastest. */
export function timeFromMs(ms: number): EventTime {
  const iso = new Date(ms).toISOString();
  return { ms, text: `${iso.slice(0, 10)} ${iso.slice(11, 23)}`, day: iso.slice(0, 10) };
}

/** Reads an ISO 8601 timestamp; one without a zone is UTC. Null for anything else. */
export function readTime(text: string): EventTime | null {
  // Nearly all arrive as `toISOString` prints them: then the text itself is the answer.
  if (text.length === 24 && text.charCodeAt(23) === 90 && text.charCodeAt(10) === 84) {
    const ms = Date.parse(text);
    if (Number.isNaN(ms) || !isoPattern.test(text)) return null;
    return { ms, text: `${text.slice(0, 10)} ${text.slice(11, 23)}`, day: text.slice(0, 10) };
  }
  if (!isoPattern.test(text)) return null;
  const normal = text.replace(' ', 'T').replace(',', '.').replace('z', 'Z');
  const hasZone = normal.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(normal.slice(10));
  const ms = Date.parse(hasZone ? normal : `${normal}Z`);
  return Number.isNaN(ms) ? null : timeFromMs(ms);
}

export function isWithinBounds(ms: number, nowMs: number): boolean {
  return ms >= earliestMs && ms <= nowMs + aheadMsMax;
}
