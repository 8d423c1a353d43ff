import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { MemberComment } from '#content/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import { useComments, useMoveComment } from '../../../ui/api/comments.ts';
import { useUndoToast } from '../../../ui/form/undo-toast.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { ListPage } from '../../../ui/list/list-page.tsx';
import { Moment } from '../../../ui/metric/moment.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import type { Column } from '../../../ui/table/data-table.tsx';
import { BlockedWordsDialog } from './blocked-words-dialog.tsx';
import './comments.css';

const tabs = ['all', 'shown', 'hidden'] as const;

/** What shoppers write under all videos, and the words that nobody may write. */
export function Page() {
  const say = useSay();
  const { zone, may } = useScope();
  const [search, change] = useSearchParts();
  const [isSettingWords, setSettingWords] = useState(false);
  const tab = tabs.find((one) => one === search.tab) ?? 'all';
  const list = useComments({ state: tab === 'all' ? undefined : tab });
  const mayWrite = may('content:write');
  const columns: Column<MemberComment>[] = [
    {
      id: 'text',
      title: say('comments.textColumn'),
      width: 300,
      render: ({ text, state }) => (
        <span className={state === 'hidden' ? 'comment-text comment-hidden' : 'comment-text'}>{text}</span>
      ),
      cell: ({ text }) => text,
    },
    {
      id: 'who',
      title: say('comments.who'),
      width: 160,
      render: ({ nickname, simulated }) => (
        <>
          {nickname ?? say('videos.guest')}{' '}
          {simulated ? <span className="tag">{say('videos.simulated')}</span> : null}
        </>
      ),
      cell: ({ nickname }) => nickname,
    },
    {
      id: 'video',
      title: say('comments.video'),
      width: 260,
      render: ({ videoId, videoTitle }) => (
        <span className="comment-text">
          <PageLink to="/content/videos" search={{ video: videoId }}>
            {videoTitle}
          </PageLink>
        </span>
      ),
      cell: ({ videoTitle }) => videoTitle,
    },
    {
      id: 'at',
      title: `${say('comments.at')} (${zone})`,
      width: 150,
      render: ({ createdAt }) => <Moment at={createdAt} />,
      cell: ({ createdAt }) => createdAt,
    },
    {
      id: 'state',
      title: say('order.state'),
      width: 110,
      render: ({ state }) => (
        <span className={state === 'hidden' ? 'tag tag-warn' : 'tag'}>{say(`comments.tab.${state}`)}</span>
      ),
      cell: ({ state }) => state,
    },
    ...(mayWrite
      ? [
          {
            id: 'act',
            title: say('ads.act'),
            width: 90,
            render: (comment: MemberComment) => <MoveButton comment={comment} />,
            cell: ({ state }: MemberComment) => state,
          },
        ]
      : []),
  ];
  return (
    <ListPage<MemberComment>
      title={say('comments.title')}
      text={say('comments.text')}
      head={
        <Button theme="solid" onClick={() => setSettingWords(true)}>
          {say(mayWrite ? 'comments.words' : 'comments.wordsSee')}
        </Button>
      }
      tabs={{
        label: say('order.state'),
        value: tab,
        tabs: tabs.map((value) => ({ value, label: say(`comments.tab.${value}`) })),
        onChoose: (value) => change({ tab: value === 'all' ? undefined : value }),
      }}
      list={list}
      columns={columns}
      fileName="comments"
      emptyFiltered={tab === 'all' ? undefined : say('comments.emptyFiltered')}
      empty={
        <EmptyState
          title={say('comments.emptyTitle')}
          text={say('comments.emptyText')}
          action={
            <PageLink to="/content/videos" className="m-button">
              {say('nav.videos')}
            </PageLink>
          }
        />
      }
    >
      {isSettingWords ? (
        <BlockedWordsDialog mayWrite={mayWrite} onClose={() => setSettingWords(false)} />
      ) : null}
    </ListPage>
  );
}

function MoveButton({ comment }: { comment: MemberComment }) {
  const say = useSay();
  const move = useMoveComment();
  const toast = useUndoToast();
  const [busy, setBusy] = useState(false);
  const isHidden = comment.state === 'hidden';
  const act = async () => {
    setBusy(true);
    try {
      await move(comment, isHidden ? 'show' : 'hide');
      toast(say(isHidden ? 'comments.shownAgain' : 'comments.hiddenNow'), () =>
        move(comment, isHidden ? 'hide' : 'show'),
      );
    } catch {
      Toast.error(say('form.undoFailed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" loading={busy} onClick={() => void act()}>
      {say(isHidden ? 'videos.showComment' : 'videos.hideComment')}
    </Button>
  );
}
