/**
 * How much of a day's traffic is still to come, by the hours of earlier days: a budget is paced by expected traffic,
 * not by the clock.
 */
export type TrafficProfile = readonly number[];

const hours = 24;

/** Before anything is known a day is taken for even, and this belief is worth so many days of counting. */
const evenDays = 3;

/** Showings by local hour, as counted on so many days, to shares that sum to 1: one odd day does not make a habit. */
export function profileOf(showings: readonly number[], days: number): TrafficProfile {
  const total = showings.reduce((sum, count) => sum + count, 0);
  return Array.from({ length: hours }, (_, hour) => {
    const counted = total === 0 ? 1 / hours : (showings[hour] ?? 0) / total;
    return (days * counted + evenDays / hours) / (days + evenDays);
  });
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
