import { useMemo } from 'react';
import type { LayerTrendAnswer } from '#audiences/contract';
import { addDays } from '#kernel/time';
import { resolvedColour } from '../../../../ui/chart/channel-colour.ts';
import { ChartView } from '../../../../ui/chart/chart-view.tsx';
import { lineFrame } from '../../../../ui/chart/line-frame.ts';
import { QuietSelect } from '../../../../ui/choice/quiet-select.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { axisNumber, fullNumber } from '../../../../ui/metric/number-text.ts';
import { dayText } from '../../../../ui/metric/time-text.ts';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';
import { useTheme } from '../../../../ui/theme/theme.tsx';
import type { LayerName } from './use-layers.ts';

const height = 240;

type Props = {
  readonly layers: readonly LayerName[];
  readonly layer: LayerName;
  readonly onLayer: (layer: LayerName) => void;
  readonly answer: LayerTrendAnswer | undefined;
  readonly error: unknown;
  readonly onRetry: () => unknown;
};

/** One layer over the last thirty days. Days that are not gathered yet are gaps, never drawn as nobody. */
export function LayerTrendCard({ layers, layer, onLayer, answer, error, onRetry }: Props) {
  const { say } = useLanguage();
  const spec = useTrendSpec(answer, layer);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{say('layers.trend')}</h2>
        <QuietSelect
          label={say('layers.trendOf')}
          value={layer}
          options={layers.map((value) => ({ value, label: say(`layers.name.${value}`) }))}
          onChange={onLayer}
        />
      </header>
      {!answer ? (
        error ? (
          <ErrorState error={error} onRetry={() => void onRetry()} />
        ) : (
          <Bones height={height} />
        )
      ) : (
        <>
          {answer.pending > 0 ? (
            <p className="quiet" role="status">
              {say('layers.pending', { count: answer.pending })}
            </p>
          ) : null}
          <ChartView
            spec={spec}
            height={height}
            label={say('trend.label', { metric: say(`layers.name.${layer}`) })}
          />
        </>
      )}
    </section>
  );
}

type Days = LayerTrendAnswer['days'];

/** Every day from the first to the last, so that what is missing takes its place on the line. */
function wholeDays(days: Days): { readonly day: string; readonly layers?: Days[number]['layers'] }[] {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return [];
  const gathered = new Map(days.map((one) => [one.day, one]));
  const whole = [];
  for (let day = first.day; day <= last.day; day = addDays(day, 1)) whole.push(gathered.get(day) ?? { day });
  return whole;
}

type Point = { readonly day: string; readonly people: number | null };

function useTrendSpec(answer: LayerTrendAnswer | undefined, layer: LayerName) {
  const { language } = useLanguage();
  const { mode } = useTheme();
  return useMemo(() => {
    const form = { unit: 'people' as const, currency: '', language };
    const values: Point[] = wholeDays(answer?.days ?? []).map(({ day, layers }) => ({
      day: dayText(day, language),
      people: layers ? (layers[layer] ?? 0) : null,
    }));
    const colour = resolvedColour('--m-channel-short-video');
    return {
      ...lineFrame<Point>({
        x: 'day',
        y: 'people',
        axisText: (value) => axisNumber(value, form),
        ticks: 4,
        tip: {
          key: '',
          value: (point) => (typeof point?.people === 'number' ? fullNumber(point.people, form) : '–'),
        },
      }),
      // The mode is named because a canvas needs the colours of the theme it is drawn in.
      name: mode,
      data: [{ id: 'trend', values }],
      line: { style: { stroke: colour, lineWidth: 2, curveType: 'linear' } },
      point: { style: { size: 5, fill: colour } },
    };
  }, [answer, layer, language, mode]);
}
