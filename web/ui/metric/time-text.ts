/** Times as people read them, in the zone of the brand. Pure. */
import { dateLocaleOf, type Language } from '../language/messages.ts';

/** `24 Nov 2026, 14:03` in the zone. */
export function instantText(instant: string, zone: string, language: Language): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return new Intl.DateTimeFormat(dateLocaleOf(language), {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(date);
}

/** `14:03:21 GMT+8`: a moment of today, in the zone. */
export function clockText(ms: number, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(dateLocaleOf(language), {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(ms);
}

/**
 * `24 Nov 14:03` in the zone, for columns where every character counts; with its year where that is not the year
 * of `nowMs`.
 */
export function shortInstantText(instant: string, zone: string, language: Language, nowMs: number): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const parts = (at: Date) =>
    Object.fromEntries(
      new Intl.DateTimeFormat(dateLocaleOf(language), {
        timeZone: zone,
        year: 'numeric',
        month: language === 'zh' ? '2-digit' : 'short',
        day: language === 'zh' ? '2-digit' : 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      })
        .formatToParts(at)
        .map(({ type, value }) => [type, value]),
    );
  const { year, month, day, hour, minute } = parts(date);
  const thisYear = parts(new Date(nowMs)).year === year;
  const text = language === 'zh' ? [year, month, day].join('-') : `${day} ${month} ${year}`;
  const inYear = language === 'zh' ? `${month}-${day}` : `${day} ${month}`;
  return `${thisYear ? inYear : text} ${hour}:${minute}`;
}

/** A local date (`2026-11-24`) as a short label: `24 Nov`. */
export function dayText(date: string, language: Language): string {
  return new Intl.DateTimeFormat(dateLocaleOf(language), {
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
    new Intl.DateTimeFormat(dateLocaleOf(language), { timeZone: zone, ...options }).format(date);
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
  return new Intl.RelativeTimeFormat(dateLocaleOf(language), { style: 'short', numeric: 'always' }).format(
    -amount,
    unit,
  );
}
