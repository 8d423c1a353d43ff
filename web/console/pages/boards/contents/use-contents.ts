import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { VideoView } from '#content/contract';
import { showId } from '#kernel/ids';
import type { MetricRow } from '../../../../ui/api/metrics.ts';
import { withQuery } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { usePageMetrics } from '../../../../ui/metric/page-metrics.ts';
import { shortId } from '../../../../ui/metric/short-id.ts';
import { useValueNames, wholeName } from '../../../../ui/metric/value-names.ts';
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

export type Publisher = {
  readonly name: string;
  /** With the id that the name stands for. */
  readonly whole: string;
};

/** Whose each content is: the account, or the creator outside, by whom it was played most. */
export function usePublishers(contents: readonly string[]): ReadonlyMap<string, Publisher> {
  const answer = usePageMetrics({
    metrics: ['plays'],
    dimensions: ['content', 'account', 'creator'],
    where: [{ dimension: 'content', op: 'in', values: [...contents] }],
    order: { by: 'plays', direction: 'asc' },
    limit: 1_000,
    waits: contents.length === 0,
  });
  const nameOf = useValueNames(answer.data?.meta.dimensionLabels);
  const say = useSay();
  return useMemo(() => {
    const named = (dimension: 'account' | 'creator', id: string): Publisher => {
      const known = nameOf(dimension, id);
      // Whoever sells from outside and is no account here came with an id alone.
      const isUnnamed = dimension === 'creator' && known === shortId(id);
      const name = isUnnamed ? say('boards.unnamedCreator', { id: known }) : known;
      return { name, whole: wholeName(dimension, name, id) };
    };
    const publisher = ({ dimensions: { account, creator } }: MetricRow) =>
      account ? named('account', account) : creator ? named('creator', creator) : null;
    return new Map(
      (answer.data?.rows ?? []).flatMap((row) => {
        const whose = publisher(row);
        return whose === null ? [] : [[row.dimensions.content ?? '', whose] as const];
      }),
    );
  }, [answer.data, nameOf, say]);
}
