import { useMemo } from 'react';
import type { MetricAnswer } from '../../../ui/api/metrics.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { pointText } from '../../../ui/metric/time-text.ts';

export type TrendPoint = {
  readonly time: string;
  readonly label: string;
  readonly value: number | null;
  readonly before: number | null;
};

/** The points of one metric in order of time. */
export function useTrendPoints(answer: MetricAnswer | undefined, metric: string): readonly TrendPoint[] {
  const { language } = useLanguage();
  return useMemo(() => {
    if (!answer) return [];
    const { grain, zone } = answer.meta;
    return [...answer.rows]
      .filter((row) => row.time !== null)
      .sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1))
      .map((row) => ({
        time: row.time ?? '',
        label: labelOf(row.time ?? '', grain, zone, language, answer.rows.length),
        value: row.values[metric] ?? null,
        before: row.compare?.[metric] ?? null,
      }));
  }, [answer, metric, language]);
}

/** Two days of hours have every hour twice, so the day stands before it. */
function labelOf(time: string, grain: string, zone: string, language: 'zh' | 'en', points: number): string {
  const text = pointText(time, grain, zone, language);
  return grain === 'hour' && points > 25 ? `${pointText(time, 'day', zone, language)} ${text}` : text;
}
