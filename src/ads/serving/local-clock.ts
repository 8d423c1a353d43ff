import { Temporal } from 'temporal-polyfill';

export type LocalNow = {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** 0 to 24, with fractions. */
  readonly hour: number;
};

/** The local day and hour of a zone. */
export function localNow(nowMs: number, zone: string): LocalNow {
  const local = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone);
  return { day: local.toPlainDate().toString(), hour: local.hour + local.minute / 60 + local.second / 3600 };
}

/** The same, looked up once per zone and second: a plan's day is asked for very often. */
export class LocalClock {
  readonly #known = new Map<string, { readonly untilMs: number; readonly now: LocalNow }>();

  at(nowMs: number, zone: string): LocalNow {
    const known = this.#known.get(zone);
    if (known && nowMs < known.untilMs && nowMs >= known.untilMs - 1_000) return known.now;
    const now = localNow(nowMs, zone);
    this.#known.set(zone, { untilMs: (Math.floor(nowMs / 1_000) + 1) * 1_000, now });
    return now;
  }
}
