import { useMemo } from 'react';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import type { Column } from '../../../../ui/table/data-table.tsx';
import { BoardPage } from '../board.tsx';
import { nameWidth } from '../name-width.ts';
import { type BoardRow, useBoard } from '../use-board.ts';
import { usePublishers, useVideos, videoIdOf } from './use-contents.ts';

/** 内容榜: which videos are watched, what they move people to, and what they earn. */
export function Page() {
  const say = useSay();
  const board = useBoard('content');
  const contents = useMemo(() => (board.rows ?? []).map(({ id }) => id), [board.rows]);
  const videos = useVideos(contents);
  const publishers = usePublishers(contents);
  const first: Column<BoardRow> = {
    id: 'content',
    title: say('boards.video'),
    fixed: true,
    width: nameWidth(),
    cell: ({ name }) => name,
    render: ({ id, name }) => {
      const video = videos.get(id);
      const videoId = videoIdOf(id);
      return (
        <span className="board-name">
          {video?.poster ? (
            <img className="board-poster" src={video.poster} alt="" loading="lazy" />
          ) : (
            <span className="board-poster" aria-hidden />
          )}
          <span>
            {videoId === null ? (
              <strong title={name}>{name}</strong>
            ) : (
              <PageLink to="/content/videos" search={{ video: videoId }} title={name}>
                {name}
              </PageLink>
            )}
            <small>
              {publishers.get(id) ?? ''}
              {video?.simulated ? ` · ${say('videos.simulated')}` : ''}
            </small>
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
