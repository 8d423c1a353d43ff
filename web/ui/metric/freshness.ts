/** How current a number is. Pure. */
import type { MetricAnswer } from '../api/metrics.ts';

export type SourceFreshness = MetricAnswer['meta']['freshness'];
export type Freshness = {
  readonly state: 'fresh' | 'late' | 'none';
  readonly latestAt: string | null;
  readonly lagMs: number | null;
};

/** An order must be on the screen within three seconds; a minute behind is late. */
const lateMs = 60_000;

/** The worst of the sources a number needs. */
export function freshnessOf(sources: SourceFreshness): Freshness {
  const entries = Object.values(sources);
  const latest = entries
    .map((entry) => entry.latestAt)
    .filter((at): at is string => at !== null)
    .sort();
  const lags = entries.map((entry) => entry.lagMs).filter((lag): lag is number => lag !== null);
  const lagMs = lags.length > 0 ? Math.max(...lags) : null;
  if (latest.length === 0) return { state: 'none', latestAt: null, lagMs };
  return {
    state: lagMs !== null && lagMs > lateMs ? 'late' : 'fresh',
    latestAt: latest.at(-1) ?? null,
    lagMs,
  };
}
