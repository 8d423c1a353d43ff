/** A plan while it is typed: every field as text, kept in the tab until it is sent. Pure. */
export type PlanDraft = {
  readonly name: string;
  readonly productId: string;
  readonly videoId: string;
  readonly bidding: 'cost_control' | 'max_volume';
  readonly targetCost: string;
  readonly dayBudget: string;
  readonly audience: 'all' | 'new' | 'repeat' | 'group';
  /** Ids of groups. */
  readonly groups: readonly string[];
  readonly groupsExcluded: readonly string[];
  /** As the browser's date and time input writes it; empty begins now, or never ends. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** Local hours such as `9-11,20-23`; empty serves all day. */
  readonly hours: string;
};

export const instantOrNull = (local: string): string | null =>
  local === '' || Number.isNaN(Date.parse(local)) ? null : new Date(local).toISOString();

/** `9-11,20` as the hours 9, 10, 11 and 20; null for nothing, which serves all day. */
export function hoursMask(text: string): number[] | null {
  const hours = new Set<number>();
  for (const part of text.normalize('NFKC').split(/[,\s]+/)) {
    const match = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(part);
    if (!match) continue;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    for (let hour = from; hour <= Math.min(23, to); hour++) hours.add(hour);
  }
  return hours.size === 0 ? null : [...hours].sort((a, b) => a - b);
}

/** The hours as short spans: 9, 10, 11 and 20 are `9-11, 20`. */
export function hoursText(hours: readonly number[] | null): string {
  if (hours === null) return '';
  const spans: [number, number][] = [];
  for (const hour of hours) {
    const last = spans.at(-1);
    if (last && last[1] === hour - 1) last[1] = hour;
    else spans.push([hour, hour]);
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
