import { useMemo } from 'react';
import type { PlanView } from '#ads/contract';
import { useMetrics } from '../../../../ui/api/metrics.ts';
import { resolvedColour } from '../../../../ui/chart/channel-colour.ts';
import { ChartView } from '../../../../ui/chart/chart-view.tsx';
import { lineFrame } from '../../../../ui/chart/line-frame.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { axisNumber, fullNumber } from '../../../../ui/metric/number-text.ts';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';
import { useTheme } from '../../../../ui/theme/theme.tsx';
import { rawPlanId } from '../plan-numbers.ts';
import { minuteText, pacingPoints } from './pacing-points.ts';

const height = 260;
type Datum = { label: string; series: string; value: number | null };

/** Today's spend by the minute against the pace that expected traffic asks for. */
export function Pacing({ plan, expected }: { plan: PlanView; expected: readonly number[] | undefined }) {
  const { say, language } = useLanguage();
  const { mode } = useTheme();
  const { day, budget } = plan.today;
  const costs = useMetrics({
    metrics: ['ad_cost'],
    grain: 'minute',
    range: { from: day, to: day },
    filters: [
      { dimension: 'plan', op: 'in', values: [rawPlanId(plan.id)] },
      { dimension: 'shop', op: 'in', values: [plan.shopId] },
    ],
  });
  const answer = costs.data;
  const spec = useMemo(() => {
    if (!answer) return null;
    const [spent, planned] = [say('ads.spent'), say('ads.planned')];
    const startMs = Date.parse(answer.meta.range.from);
    const nowMinute = Math.max(0, Math.floor((Date.now() - startMs) / 60_000));
    const minutes = answer.rows.map((row) => row.values.ad_cost ?? null);
    const values: Datum[] = pacingPoints(minutes, nowMinute, expected, budget).flatMap((point) => [
      { label: minuteText(point.minute), series: planned, value: point.planned },
      { label: minuteText(point.minute), series: spent, value: point.spent },
    ]);
    const form = { unit: 'money' as const, currency: plan.currency, language };
    // The mode is named because a canvas needs the colours of the theme it is drawn in.
    const colours = {
      mode,
      spent: resolvedColour('--m-channel-ads'),
      planned: resolvedColour('--m-channel-other'),
    };
    const isSpent = (datum: Datum) => datum.series === spent;
    return {
      ...lineFrame<Datum>({
        x: 'label',
        y: 'value',
        axisText: (value) => axisNumber(value, form),
        labelGap: 24,
        tip: {
          key: (datum) => datum?.series ?? '',
          value: (datum) =>
            datum?.value === null || datum?.value === undefined
              ? '–'
              : fullNumber(Math.round(datum.value), form),
          colour: (datum) => (datum && isSpent(datum) ? colours.spent : colours.planned),
        },
      }),
      data: [{ id: 'pacing', values }],
      seriesField: 'series',
      line: {
        style: {
          stroke: (datum: Datum) => (isSpent(datum) ? colours.spent : colours.planned),
          lineWidth: (datum: Datum) => (isSpent(datum) ? 2 : 1.5),
          lineDash: (datum: Datum) => (isSpent(datum) ? [] : [4, 4]),
          curveType: 'linear',
        },
      },
      point: { visible: false },
    };
  }, [answer, expected, budget, plan.currency, language, mode, say]);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{say('ads.pacing')}</h2>
        <span className="quiet">
          {day} · {plan.zone}
        </span>
      </header>
      <div className="chart-key">
        <span>
          <i style={{ color: 'var(--m-channel-ads)' }} /> {say('ads.spent')}
        </span>
        <span className="quiet">
          <i className="dashed" style={{ color: 'var(--m-channel-other)' }} /> {say('ads.planned')}
        </span>
      </div>
      {spec ? (
        <ChartView spec={spec} height={height} label={say('ads.pacingLabel')} />
      ) : costs.error ? (
        <ErrorState error={costs.error} onRetry={costs.refetch} />
      ) : (
        <Bones height={height} />
      )}
    </section>
  );
}
