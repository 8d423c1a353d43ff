import { PageLink } from '../../../../ui/address/page-link.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import type { Column } from '../../../../ui/table/data-table.tsx';
import { BoardPage } from '../board.tsx';
import { nameWidth } from '../name-width.ts';
import { type BoardRow, useBoard } from '../use-board.ts';

/** 账号榜: which accounts are watched and followed, and what their content earns. */
export function Page() {
  const say = useSay();
  const { structure } = useScope();
  const board = useBoard('account');
  const shopOf = (id: string) => {
    const account = structure.accounts.find((one) => one.id === id);
    return structure.shops.find((shop) => shop.id === account?.shopId)?.name ?? '';
  };
  const first: Column<BoardRow> = {
    id: 'account',
    title: say('boards.account'),
    fixed: true,
    width: nameWidth(),
    cell: ({ name }) => name,
    idCell: ({ id }) => id,
    render: ({ id, name }) => (
      <span className="board-name">
        <span>
          <PageLink to="/boards/contents" search={{ account: id }} title={say('boards.toContents', { name })}>
            {name}
          </PageLink>
          <small>{shopOf(id)}</small>
        </span>
      </span>
    ),
  };
  return (
    <BoardPage
      dimension="account"
      board={board}
      title={say('nav.accountsBoard')}
      sentence={say('boards.accountsText')}
      first={first}
      empty={
        <EmptyState
          title={say('table.empty')}
          text={say('boards.accountsEmpty')}
          action={
            <PageLink to="/settings/structure" className="m-button">
              {say('videos.toAccounts')}
            </PageLink>
          }
        />
      }
    />
  );
}
