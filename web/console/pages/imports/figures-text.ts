/** Sizes and times of an import as people read them. Pure. */
import type { Say } from '../../../ui/language/language.tsx';

export function leftText(seconds: number | null, say: Say): string {
  if (seconds === null || !Number.isFinite(seconds)) return '–';
  if (seconds < 1) return say('imports.aMoment');
  if (seconds < 90) return say('imports.seconds', { n: Math.round(seconds) });
  if (seconds < 5400) return say('imports.minutes', { n: Math.round(seconds / 60) });
  return say('imports.hours', { n: (seconds / 3600).toFixed(1) });
}

/** Seconds until a file is sent, from what has gone so far; null in the first moments, when it would jump. */
export function secondsLeft(sent: { bytes: number; bytesTotal: number }, elapsedMs: number): number | null {
  if (elapsedMs < 1000 || sent.bytes === 0) return null;
  return ((sent.bytesTotal - sent.bytes) / sent.bytes) * (elapsedMs / 1000);
}
