import { localToEpochMs } from './zone-offset.ts';

/** Whether `12/1/2010` is the first of December (month first) or the twelfth of January. */
export type DateOrder = 'month_first' | 'day_first';
export type TimeStyle = { readonly zone: string; readonly dateOrder: DateOrder };

const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/;
const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ]+(.+))?$/;
const yearLast = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:,?[T ]+(.+))?$/;
const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?\s*(.*)$/;
const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?$/;
const clock =
  /^(上午|下午|早上|晚上|中午|凌晨)?\s*(\d{1,2})(?::|时|点)(\d{1,2})?(?::|分)?(\d{1,2})?秒?(?:[.,](\d{1,3})\d*)?\s*([AaPp])?\.?(?:[Mm]\.?)?$/;
const named =
  /^(?:(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})|([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}))(?:,? +(?:at )?(.+))?$/;
const epoch = /^\d{10}(?:\d{3})?$/;
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

type Clock = { hour: number; minute: number; second: number; ms: number };
const midnight: Clock = { hour: 0, minute: 0, second: 0, ms: 0 };

/**
 * A local date and time as an instant in epoch milliseconds; a text without a time is the first moment of its
 * day. Null for what is no date, and for dates that do not exist (30 February).
 */
export function parseTime(text: string, style: TimeStyle): number | null {
  const trimmed = text.trim();
  const exact = iso.exec(trimmed);
  if (exact) return fromIso(exact, style.zone);
  if (epoch.test(trimmed)) return Number(trimmed) * (trimmed.length === 10 ? 1000 : 1);
  const plain = trimmed.normalize('NFKC');
  return fromForms(plain, style);
}

function fromIso(match: RegExpExecArray, zone: string): number | null {
  const ms = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const time = {
    hour: Number(match[4] ?? 0),
    minute: Number(match[5] ?? 0),
    second: Number(match[6] ?? 0),
    ms,
  };
  const offset = match[8];
  const local = civilMs(Number(match[1]), Number(match[2]), Number(match[3]), time);
  if (local === null) return null;
  return offset === undefined ? localToEpochMs(local, zone) : local - offsetMs(offset);
}

function offsetMs(offset: string): number {
  if (offset === 'Z' || offset === 'UTC') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

function fromForms(text: string, style: TimeStyle): number | null {
  const at = (year: number, month: number, day: number, rest: string | undefined) => {
    const time = rest === undefined || rest === '' ? midnight : parseClock(rest);
    const local = time && civilMs(year, month, day, time);
    return local === null ? null : localToEpochMs(local, style.zone);
  };
  const first = yearFirst.exec(text) ?? chinese.exec(text);
  if (first) return at(Number(first[1]), Number(first[2]), Number(first[3]), first[4]);
  const last = yearLast.exec(text);
  if (last) {
    const [one, two] = [Number(last[1]), Number(last[2])];
    const [month, day] = style.dateOrder === 'month_first' ? [one, two] : [two, one];
    return at(fullYear(last[3] ?? ''), month, day, last[4]);
  }
  const packed = compact.exec(text);
  if (packed) {
    const [, year, month, day, hour = '00', minute = '00', second = '00'] = packed;
    return at(Number(year), Number(month), Number(day), `${hour}:${minute}:${second}`);
  }
  const words = named.exec(text);
  if (!words) return null;
  const month = monthNames.indexOf((words[2] ?? words[4] ?? '').slice(0, 3).toLowerCase()) + 1;
  return at(Number(words[3] ?? words[6]), month, Number(words[1] ?? words[5]), words[7]);
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year + (year < 70 ? 2000 : 1900);
}

function parseClock(text: string): Clock | null {
  const match = clock.exec(text.trim());
  if (!match) return null;
  let hour = Number(match[2]);
  const half = match[6]?.toLowerCase();
  const afternoon =
    half === 'p' || match[1] === '下午' || match[1] === '晚上' || (match[1] === '中午' && hour < 11);
  const morning = half === 'a' || match[1] === '上午' || match[1] === '凌晨' || match[1] === '早上';
  if ((afternoon || morning) && hour > 12 && half) return null;
  if (afternoon && hour < 12) hour += 12;
  if (morning && hour === 12) hour = 0;
  const ms = Number((match[5] ?? '').padEnd(3, '0'));
  return { hour, minute: Number(match[3] ?? 0), second: Number(match[4] ?? 0), ms };
}

/** The civil time as if it were UTC, or null when the calendar has no such moment. */
function civilMs(
  year: number,
  month: number,
  day: number,
  { hour, minute, second, ms }: Clock,
): number | null {
  if (year < 1900 || year > 2200 || hour > 23 || minute > 59 || second > 59) return null;
  const value = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const date = new Date(value);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? value : null;
}
