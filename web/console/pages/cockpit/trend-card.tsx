import { IconDownloadStroked, IconGridView, IconImage, IconLineChartStroked } from '@douyinfe/semi-icons';
import { useMemo, useRef, useState } from 'react';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import type { MetricAnswer } from '../../../ui/api/metrics.ts';
import { ChartView } from '../../../ui/chart/chart-view.tsx';
import { QuietSelect } from '../../../ui/choice/quiet-select.tsx';
import { ToolButton } from '../../../ui/choice/tool-button.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { useDefinitions } from '../../../ui/metric/page-metrics.ts';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { download, toCsv } from '../../../ui/table/csv.ts';
import { cardMetrics } from './cockpit-metrics.ts';
import { useTrendPoints } from './trend-points.ts';
import { useTrendSpec } from './trend-spec.ts';
import { TrendTable } from './trend-table.tsx';

type Answer = {
  readonly data: MetricAnswer | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
};

const chartHeight = 280;

/** One metric over time beside its comparison: as a picture, a table, a PNG or a CSV. */
export function TrendCard({ metric, trend }: { metric: string; trend: Answer }) {
  const { say, language } = useLanguage();
  const definitions = useDefinitions();
  const [, change] = useSearchParts();
  const [asTable, setAsTable] = useState(false);
  const save = useRef<(name: string) => void>(() => undefined);
  const definition = definitions.get(metric);
  const points = useTrendPoints(trend.data, metric);
  const { spec, before } = useTrendSpec(points, definition, trend.data);
  const options = useMemo(
    () =>
      cardMetrics.flatMap((id) =>
        definitions.has(id) ? [{ value: id, label: definitions.get(id)?.names[language] ?? id }] : [],
      ),
    [definitions, language],
  );
  const name = definition?.names[language] ?? metric;
  const csv = () =>
    download(
      `${metric}.csv`,
      toCsv(
        [say('trend.time'), name, say('trend.before')],
        points.map((point) => [point.time, point.value, point.before]),
      ),
    );
  return (
    <section className="card">
      <header className="card-head">
        <h2>{say('trend.title')}</h2>
        <div className="trend-tools">
          <QuietSelect
            label={say('trend.metric')}
            value={metric}
            options={options}
            onChange={(value) => change({ metric: value === 'gmv' ? undefined : value }, { replace: true })}
          />
          <ToolButton
            icon={asTable ? <IconLineChartStroked /> : <IconGridView />}
            aria-label={say(asTable ? 'trend.asChart' : 'trend.asTable')}
            onClick={() => setAsTable(!asTable)}
          />
          <ToolButton
            icon={<IconImage />}
            aria-label={say('trend.png')}
            disabled={asTable}
            onClick={() => save.current(metric)}
          />
          <ToolButton icon={<IconDownloadStroked />} aria-label={say('trend.csv')} onClick={csv} />
        </div>
      </header>
      {!trend.data ? (
        trend.error ? (
          <ErrorState error={trend.error} onRetry={trend.refetch} />
        ) : (
          <Bones height={chartHeight} />
        )
      ) : points.every((point) => point.value === null && point.before === null) ? (
        <p className="quiet">{say('axis.empty')}</p>
      ) : asTable ? (
        <TrendTable name={name} points={points} definition={definition} currency={trend.data.meta.currency} />
      ) : (
        <>
          <div className="chart-key">
            <span>
              <i style={{ color: 'var(--m-channel-short-video)' }} /> {name}
            </span>
            {points.some((point) => point.running) ? (
              <span className="quiet">
                <i className="dotted" style={{ color: 'var(--m-channel-short-video)' }} />{' '}
                {say('trend.running')}
              </span>
            ) : null}
            {before ? (
              <span className="quiet">
                <i className="dashed" style={{ color: 'var(--m-channel-other)' }} /> {say('trend.before')}
              </span>
            ) : null}
          </div>
          <ChartView
            spec={spec}
            height={chartHeight}
            label={say('trend.label', { metric: name })}
            onReady={(saveAs) => {
              save.current = saveAs;
            }}
          />
        </>
      )}
    </section>
  );
}
