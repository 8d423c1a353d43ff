import { useMemo } from 'react';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import type { Column } from '../../../../ui/table/data-table.tsx';
import { BoardPage } from '../board.tsx';
import { nameWidth } from '../name-width.ts';
import { type BoardRow, useBoard } from '../use-board.ts';
import { DrawnPoster } from './drawn-poster.tsx';
import { usePublishers, useSoldProducts, useVideos, videoIdOf } from './use-contents.ts';

/** 内容榜: which videos are watched, what they move people to, and what they earn. */
export function Page() {
  const say = useSay();
  const board = useBoard('content');
  const contents = useMemo(() => (board.rows ?? []).map(({ id }) => id), [board.rows]);
  const videos = useVideos(contents);
  const publishers = usePublishers(contents);
  const sold = useSoldProducts(contents);
  const foreignTitle = (product: string | undefined, publisher: string | undefined) =>
    product !== undefined
      ? say('boards.videoWith', { product })
      : publisher !== undefined
        ? say('boards.videoOf', { publisher })
        : say('boards.foreignVideo');
  const first: Column<BoardRow> = {
    id: 'content',
    title: say('boards.video'),
    fixed: true,
    width: nameWidth(),
    // The other pages of a file are not read for whose they are: a video of elsewhere is there by its id.
    cell: ({ id, name }) =>
      videoIdOf(id) === null ? foreignTitle(sold.get(id), publishers.get(id)?.name) : name,
    idCell: ({ id }) => id,
    render: ({ id, name }) => {
      const video = videos.get(id);
      const videoId = videoIdOf(id);
      const publisher = publishers.get(id);
      const simulated = video?.simulated ? say('videos.simulated') : undefined;
      // Ours have a title and a poster; those of elsewhere came with an id alone.
      return videoId === null ? (
        <span className="board-name">
          <DrawnPoster of={publisher?.name ?? id} />
          <span>
            <strong>{foreignTitle(sold.get(id), publisher?.name)}</strong>
            <small title={[publisher?.whole, id].filter(Boolean).join(' · ')}>
              {[publisher?.name, name].filter(Boolean).join(' · ')}
            </small>
          </span>
        </span>
      ) : (
        <span className="board-name">
          {video?.poster ? (
            <img className="board-poster" src={video.poster} alt="" loading="lazy" />
          ) : (
            <DrawnPoster of={publisher?.name ?? name} />
          )}
          <span>
            <PageLink to="/content/videos" search={{ video: videoId }} title={name}>
              {name}
            </PageLink>
            <small title={publisher?.whole}>{[publisher?.name, simulated].filter(Boolean).join(' · ')}</small>
          </span>
        </span>
      );
    },
  };
  return (
    <BoardPage
      dimension="content"
      board={board}
      title={say('nav.contentsBoard')}
      sentence={say('boards.contentsText')}
      first={first}
      empty={
        <EmptyState
          title={say('table.empty')}
          text={say('boards.contentsEmpty')}
          action={
            <PageLink to="/content/videos" className="m-button">
              {say('boards.toVideos')}
            </PageLink>
          }
        />
      }
    />
  );
}
