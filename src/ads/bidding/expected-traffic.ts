/**
 * How much of a day's traffic is still to come, by the hours of earlier days: a budget is paced by expected traffic,
 * not by the clock. Each hour starts with a little traffic, so that an unknown day is an even one.
 */
export type TrafficProfile = readonly number[];

const hours = 24;

/** Showings by local hour, as counted, to shares that sum to 1. */
export function profileOf(showings: readonly number[]): TrafficProfile {
  const total = showings.reduce((sum, count) => sum + count, 0);
  const floor = Math.max(1, total * 0.2) / hours;
  const raised = Array.from({ length: hours }, (_, hour) => (showings[hour] ?? 0) + floor);
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((count) => count / sum);
}

/** Share of the day's traffic from this hour of the day (0 to 24, with fractions) on; 1 at midnight. */
export function shareFrom(profile: TrafficProfile, hour: number): number {
  let share = 0;
  for (let at = 0; at < hours; at++) {
    const part = Math.min(1, Math.max(0, at + 1 - hour));
    share += (profile[at] ?? 0) * part;
  }
  return share;
}

/** Which part of the traffic that is left falls between two hours of the same day. */
export function shareOfRest(profile: TrafficProfile, fromHour: number, toHour: number): number {
  const left = shareFrom(profile, fromHour);
  return left <= 0 ? 1 : Math.min(1, (left - shareFrom(profile, toHour)) / left);
}

/** Only the hours in which a plan serves count for it. */
export function maskProfile(profile: TrafficProfile, hoursMask: number | null): TrafficProfile {
  if (hoursMask === null) return profile;
  return profile.map((share, hour) => (hoursMask & (1 << hour) ? share : 0));
}
