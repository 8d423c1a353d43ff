import { useMemo } from 'react';
import type { MetricAnswer } from '../../../ui/api/metrics.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { runningAt } from '../../../ui/metric/running.ts';
import { pointText } from '../../../ui/metric/time-text.ts';
import { useScope } from '../../../ui/shell/scope.tsx';

export type TrendPoint = {
  readonly time: string;
  readonly label: string;
  readonly value: number | null;
  readonly before: number | null;
  /** The bucket is not over: its value is no value of a whole day, hour or month yet. */
  readonly running: boolean;
};

/** The points of one metric in order of time. */
export function useTrendPoints(answer: MetricAnswer | undefined, metric: string): readonly TrendPoint[] {
  const { language } = useLanguage();
  const { range, today } = useScope();
  return useMemo(() => {
    if (!answer) return [];
    const { grain, zone } = answer.meta;
    const rows = answer.rows
      .filter((row) => row.time !== null)
      .sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1));
    const running = runningAt(
      rows.map((row) => row.values[metric] ?? null),
      range.to >= today,
    );
    return rows.map((row, index) => ({
      time: row.time ?? '',
      label: labelOf(row.time ?? '', grain, zone, language, answer.rows.length),
      value: row.values[metric] ?? null,
      before: row.compare?.[metric] ?? null,
      running: index === running,
    }));
  }, [answer, metric, language, range, today]);
}

/** Two days of hours have every hour twice, so the day stands before it. */
function labelOf(time: string, grain: string, zone: string, language: 'zh' | 'en', points: number): string {
  const text = pointText(time, grain, zone, language);
  return grain === 'hour' && points > 25 ? `${pointText(time, 'day', zone, language)} ${text}` : text;
}
