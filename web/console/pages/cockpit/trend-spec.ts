import { useMemo } from 'react';
import type { MetricAnswer, MetricDefinition } from '../../../ui/api/metrics.ts';
import { resolvedColour } from '../../../ui/chart/channel-colour.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { axisNumber, fullNumber } from '../../../ui/metric/number-text.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { useTheme } from '../../../ui/theme/theme.tsx';
import type { TrendPoint } from './trend-points.ts';

type Datum = { label: string; series: string; value: number | null };

/** The VChart specification of a trend: this period as a line, the comparison dashed and quieter behind it. */
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
    const values: Datum[] = points.flatMap(({ label, value, before: compared }) => [
      ...(before ? [{ label, series: earlier, value: compared }] : []),
      { label, series: now, value },
    ]);
    const form = { unit: definition?.unit ?? ('count' as const), currency, language };
    // The mode is named because a canvas needs the colours of the theme it is drawn in.
    const colours = {
      mode,
      now: resolvedColour('--m-channel-short-video'),
      earlier: resolvedColour('--m-channel-other'),
    };
    const isNow = (datum: Datum) => datum.series === now;
    const spec = {
      type: 'line',
      data: [{ id: 'trend', values }],
      xField: 'label',
      yField: 'value',
      seriesField: 'series',
      invalidType: 'break',
      padding: { top: 12, right: 16, bottom: 4, left: 4 },
      background: 'transparent',
      line: {
        style: {
          stroke: (datum: Datum) => (isNow(datum) ? colours.now : colours.earlier),
          lineWidth: (datum: Datum) => (isNow(datum) ? 2 : 1.5),
          lineDash: (datum: Datum) => (isNow(datum) ? [] : [4, 4]),
          curveType: 'linear',
        },
      },
      point: {
        visible: points.length <= 31,
        style: {
          size: (datum: Datum) => (isNow(datum) ? 5 : 0),
          fill: (datum: Datum) => (isNow(datum) ? colours.now : colours.earlier),
          stroke: 'transparent',
        },
      },
      axes: [
        {
          orient: 'bottom',
          type: 'band',
          label: { autoHide: true, autoLimit: false },
          tick: { visible: false },
        },
        {
          orient: 'left',
          type: 'linear',
          zero: true,
          tick: { tickCount: 5 },
          label: { formatMethod: (text: string | string[]) => axisNumber(Number(text), form) },
        },
      ],
      crosshair: { xField: { visible: true, line: { type: 'line' } } },
      tooltip: {
        mark: { visible: false },
        dimension: {
          title: { value: (datum?: Datum) => datum?.label ?? '' },
          content: [
            {
              key: (datum?: Datum) => datum?.series ?? '',
              value: (datum?: Datum) =>
                datum?.value === null || datum?.value === undefined ? '–' : fullNumber(datum.value, form),
              hasShape: true,
              shapeType: 'circle',
              shapeFill: (datum?: Datum) => (datum && isNow(datum) ? colours.now : colours.earlier),
            },
          ],
        },
      },
    };
    return { spec, before };
  }, [points, definition, currency, language, mode, say]);
}
