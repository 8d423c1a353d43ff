import { useMemo } from 'react';
import type { VideoView } from '#content/contract';
import { parseId } from '#kernel/ids';
import type { Filter, MetricAnswer } from '../../../ui/api/metrics.ts';
import { useExplain } from '../../../ui/explain/use-explain.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { NumberCards } from '../../../ui/metric/number-cards.tsx';
import { fullNumber, shortNumber } from '../../../ui/metric/number-text.ts';
import { useDefinitions, usePageMetrics } from '../../../ui/metric/page-metrics.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';

/** Numbers carry a video by its raw id. */
const rawIdOf = (video: Pick<VideoView, 'id'>): string => parseId('video', video.id) ?? video.id;
const onlyOf = (ids: readonly string[]): Filter[] => [{ dimension: 'content', op: 'in', values: [...ids] }];

const cardMetrics = ['plays', 'gmv'] as const;
const detailMetrics = [
  'plays',
  'viewers',
  'play_3s_rate',
  'finish_rate',
  'interaction_rate',
  'product_clicks',
  'gmv',
  'gpm',
  'new_followers',
] as const;
/** As many videos as a filter of the metric API takes. */
const videosMax = 1_000;

export type VideoNumbers = {
  readonly answer: MetricAnswer | undefined;
  readonly of: (video: VideoView, metric: string) => number | null;
};

/** Plays and sales of the videos of a list in the page's dates; what nobody watched or bought is 0 once facts come in. */
export function useVideoNumbers(videos: readonly VideoView[] | undefined): VideoNumbers {
  const { may } = useScope();
  const ids = (videos ?? []).slice(0, videosMax).map(rawIdOf);
  const { data } = usePageMetrics({
    metrics: cardMetrics,
    dimensions: ['content'],
    where: onlyOf(ids),
    waits: ids.length === 0 || !may('metrics:read'),
  });
  return useMemo(() => {
    const rows = new Map((data?.rows ?? []).map((row) => [row.dimensions.content, row.values]));
    const covered = Object.values(data?.meta.freshness ?? {}).every(({ firstDay }) => firstDay !== null);
    return {
      answer: data,
      of: (video, metric) => {
        const values = rows.get(rawIdOf(video));
        if (values) return values[metric] ?? null;
        return data && covered ? 0 : null;
      },
    };
  }, [data]);
}

/** Two numbers under a card, each a door to its explanation. */
export function CardNumbers({ video, numbers }: { video: VideoView; numbers: VideoNumbers }) {
  const { say, language } = useLanguage();
  const scope = useScope();
  const definitions = useDefinitions();
  const explain = useExplain();
  return (
    <span className="video-card-numbers">
      {cardMetrics.map((id) => {
        const definition = definitions.get(id);
        if (!definition) return null;
        const value = numbers.of(video, id);
        const currency = numbers.answer?.meta.currency ?? scope.currency;
        const form = { unit: definition.unit, currency, language };
        return (
          <button
            key={id}
            type="button"
            className="m-plain cell-number"
            data-cell={id}
            title={value === null ? say('metric.missing') : fullNumber(value, form)}
            onClick={() => explain(id, onlyOf([rawIdOf(video)]))}
          >
            {definition.names[language]} {value === null ? '–' : shortNumber(value, form)}
          </button>
        );
      })}
    </span>
  );
}

/** What one video did in the page's dates. Explaining a number closes it; Back opens it again. */
export function DetailNumbers({ video }: { video: VideoView }) {
  const { say } = useLanguage();
  const where = onlyOf([rawIdOf(video)]);
  const answer = usePageMetrics({ metrics: detailMetrics, where });
  if (answer.error && !answer.data) return <ErrorState error={answer.error} onRetry={answer.refetch} />;
  return (
    <NumberCards
      label={say('videos.numbers')}
      metrics={detailMetrics}
      answer={answer.data}
      where={where}
      also={{ video: undefined }}
    />
  );
}
