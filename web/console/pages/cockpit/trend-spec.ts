import { useMemo } from 'react';
import type { MetricAnswer, MetricDefinition } from '../../../ui/api/metrics.ts';
import { resolvedColour } from '../../../ui/chart/channel-colour.ts';
import { lineFrame } from '../../../ui/chart/line-frame.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { axisNumber, fullNumber } from '../../../ui/metric/number-text.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { useTheme } from '../../../ui/theme/theme.tsx';
import type { TrendPoint } from './trend-points.ts';

type Datum = {
  label: string;
  series: string;
  value: number | null;
  /** The end of the whole part, repeated so that the running part begins there. */
  isJoint?: boolean;
};

/**
 * The VChart specification of a trend: this period as a line, the comparison dashed and quieter behind it. A
 * bucket that is still running hangs on by dots, or every morning would look like a collapse.
 */
export function useTrendSpec(
  points: readonly TrendPoint[],
  definition: MetricDefinition | undefined,
  answer: MetricAnswer | undefined,
): { spec: Readonly<Record<string, unknown>>; before: boolean } {
  const { say, language } = useLanguage();
  const { mode } = useTheme();
  const scope = useScope();
  const currency = answer?.meta.currency ?? scope.currency;
  return useMemo(() => {
    const before = points.some((point) => point.before !== null);
    const now = say('trend.now');
    const earlier = say('trend.before');
    const unfinished = say('trend.running');
    const values: Datum[] = points.flatMap(({ label, value, before: compared, running }, index) => [
      ...(before ? [{ label, series: earlier, value: compared }] : []),
      { label, series: running ? unfinished : now, value },
      ...(points[index + 1]?.running ? [{ label, series: unfinished, value, isJoint: true }] : []),
    ]);
    const form = { unit: definition?.unit ?? ('count' as const), currency, language };
    // The mode is named because a canvas needs the colours of the theme it is drawn in.
    const colours = {
      mode,
      now: resolvedColour('--m-channel-short-video'),
      earlier: resolvedColour('--m-channel-other'),
      surface: resolvedColour('--m-surface'),
    };
    const isNow = (datum: Datum) => datum.series !== earlier;
    const isRunning = (datum: Datum) => datum.series === unfinished;
    const isOwn = (datum?: Datum) => datum !== undefined && !datum.isJoint;
    const spec = {
      ...lineFrame<Datum>({
        x: 'label',
        y: 'value',
        axisText: (value) => axisNumber(value, form),
        tip: {
          visible: isOwn,
          key: (datum) => datum?.series ?? '',
          value: (datum) =>
            datum?.value === null || datum?.value === undefined ? '–' : fullNumber(datum.value, form),
          colour: (datum) => (datum && isNow(datum) ? colours.now : colours.earlier),
        },
      }),
      data: [{ id: 'trend', values }],
      seriesField: 'series',
      line: {
        style: {
          stroke: (datum: Datum) => (isNow(datum) ? colours.now : colours.earlier),
          lineWidth: (datum: Datum) => (isNow(datum) ? 2 : 1.5),
          lineDash: (datum: Datum) => (isRunning(datum) ? [2, 3] : isNow(datum) ? [] : [4, 4]),
          curveType: 'linear',
        },
      },
      point: {
        visible: points.length <= 31,
        style: {
          size: (datum: Datum) => (isNow(datum) && isOwn(datum) ? 5 : 0),
          fill: (datum: Datum) =>
            isRunning(datum) ? colours.surface : isNow(datum) ? colours.now : colours.earlier,
          stroke: (datum: Datum) => (isRunning(datum) ? colours.now : 'transparent'),
          lineWidth: 1.5,
        },
      },
    };
    return { spec, before };
  }, [points, definition, currency, language, mode, say]);
}
