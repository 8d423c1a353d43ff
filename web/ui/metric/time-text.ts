/** Times as people read them, in the zone of the brand. Pure. */
import type { Language } from '../language/messages.ts';

const localeOf = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** `24 Nov 2026, 14:03` in the zone. */
export function instantText(instant: string, zone: string, language: Language): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(date);
}

/** A local date (`2026-11-24`) as a short label: `24 Nov`. */
export function dayText(date: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone: 'UTC',
    month: language === 'zh' ? 'numeric' : 'short',
    day: 'numeric',
  }).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** The label of a point of a trend: the hour for hours, the day or month otherwise. */
export function pointText(time: string, grain: string, zone: string, language: Language): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(time)) return grain === 'month' ? time.slice(0, 7) : dayText(time, language);
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, ...options }).format(date);
  if (grain === 'hour' || grain === 'minute')
    return inZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (grain === 'month') return inZone({ year: 'numeric', month: '2-digit' });
  return inZone({ month: language === 'zh' ? 'numeric' : 'short', day: 'numeric' });
}

/** `12 s`, `3 min`, `2 h`, `5 d`: how old something is, coarsely. */
export function ageText(ms: number, language: Language): string {
  const [amount, unit]: [number, Intl.RelativeTimeFormatUnit] =
    ms < 60_000
      ? [Math.max(0, Math.round(ms / 1_000)), 'second']
      : ms < 3_600_000
        ? [Math.round(ms / 60_000), 'minute']
        : ms < 86_400_000
          ? [Math.round(ms / 3_600_000), 'hour']
          : [Math.round(ms / 86_400_000), 'day'];
  return new Intl.RelativeTimeFormat(localeOf(language), { style: 'short', numeric: 'always' }).format(
    -amount,
    unit,
  );
}
