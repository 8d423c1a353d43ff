import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { VideoView } from '#content/contract';
import { showId } from '#kernel/ids';
import type { MetricRow } from '../../../../ui/api/metrics.ts';
import { withQuery } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { usePageMetrics } from '../../../../ui/metric/page-metrics.ts';
import { useValueNames } from '../../../../ui/metric/value-names.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Numbers carry a video of ours by its raw id; contents of elsewhere keep the name they came with. */
export const videoIdOf = (content: string): string | null =>
  uuid.test(content) ? showId('video', content) : null;

/** The videos of ours on a page of the board, for their posters; by the id that numbers carry. */
export function useVideos(contents: readonly string[]): ReadonlyMap<string, VideoView> {
  const { may } = useScope();
  const ids = contents.flatMap((content) => videoIdOf(content) ?? []);
  const path = withQuery('/api/videos', { ids: ids.join(','), limit: '100' });
  const { data } = useQuery({
    queryKey: ['videos', 'board', path],
    enabled: ids.length > 0 && may('content:read'),
    queryFn: ({ signal }) => request<{ items: VideoView[] }>(path, { signal }),
  });
  return useMemo(() => {
    const byId = new Map(data?.items.map((video) => [video.id, video]));
    return new Map(
      contents.flatMap((content) => {
        const video = byId.get(videoIdOf(content) ?? '');
        return video ? [[content, video] as const] : [];
      }),
    );
  }, [data, contents]);
}

/** The product that each content of elsewhere sold most of: it stands for the title, which no import brings. */
export function useSoldProducts(contents: readonly string[]): ReadonlyMap<string, string> {
  const foreign = contents.filter((content) => videoIdOf(content) === null);
  const { data } = usePageMetrics({
    metrics: ['gmv'],
    dimensions: ['content', 'product'],
    where: [{ dimension: 'content', op: 'in', values: foreign }],
    order: { by: 'gmv', direction: 'asc' },
    limit: 1_000,
    waits: foreign.length === 0,
  });
  return useMemo(() => {
    const names = data?.meta.dimensionLabels.product ?? {};
    return new Map(
      (data?.rows ?? []).flatMap(({ dimensions: { content, product } }) => {
        const name = names[product ?? ''];
        return content && name ? [[content, name] as const] : [];
      }),
    );
  }, [data]);
}

/** Whose each content is: the account, or the creator outside, by whom it was played most. */
export function usePublishers(contents: readonly string[]): ReadonlyMap<string, string> {
  const answer = usePageMetrics({
    metrics: ['plays'],
    dimensions: ['content', 'account', 'creator'],
    where: [{ dimension: 'content', op: 'in', values: [...contents] }],
    order: { by: 'plays', direction: 'asc' },
    limit: 1_000,
    waits: contents.length === 0,
  });
  const nameOf = useValueNames(answer.data?.meta.dimensionLabels);
  return useMemo(() => {
    const publisher = ({ dimensions: { account, creator } }: MetricRow) =>
      account ? nameOf('account', account) : (creator ?? null);
    return new Map(
      (answer.data?.rows ?? []).flatMap((row) => {
        const name = publisher(row);
        return name === null ? [] : [[row.dimensions.content ?? '', name] as const];
      }),
    );
  }, [answer.data, nameOf]);
}
