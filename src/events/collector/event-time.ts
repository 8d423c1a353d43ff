export const earliestMs = Date.UTC(2000, 0, 1);
/** A clock that runs ahead by more than this is broken, and its events would lie in the future of every chart. */
export const aheadMsMax = 86_400_000;

const isoPattern =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads an ISO 8601 timestamp, in milliseconds; one without a zone is UTC. Null for anything else. */
export function readTime(text: string): number | null {
  return readUsual(text) ?? readAny(text);
}

/** As almost every library writes it: `2026-03-10T08:30:00.000Z`. What it is not sure of it leaves to the patterns. */
function readUsual(text: string): number | null {
  if (text.length !== 24) return null;
  for (let place = 0; place < 24; place++) {
    const code = text.charCodeAt(place);
    const mark = usualMarks[place] as number;
    if (mark === digit ? code < 48 || code > 57 : code !== mark) return null;
  }
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

const digit = 0;
/** Of each place the character that stands there, or that it is a digit. */
const usualMarks = Uint8Array.from('0000-00-00T00:00:00.000Z', (mark) =>
  mark === '0' ? digit : mark.charCodeAt(0),
);

function readAny(text: string): number | null {
  if (!isoPattern.test(text)) return null;
  const normal = text.replace(' ', 'T').replace(',', '.').replace('z', 'Z');
  const hasZone = normal.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(normal.slice(10));
  const ms = Date.parse(hasZone ? normal : `${normal}Z`);
  return Number.isNaN(ms) ? null : ms;
}

export function isWithinBounds(ms: number, nowMs: number): boolean {
  return ms >= earliestMs && ms <= nowMs + aheadMsMax;
}
