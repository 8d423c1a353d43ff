import type { MarketPlacementView } from '#traffic/contract';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { usePages, withQuery } from '../../../../ui/api/pages.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { ListPage } from '../../../../ui/list/list-page.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import type { Column } from '../../../../ui/table/data-table.tsx';
import { usePlacementColumns } from '../../placements/placement-columns.tsx';
import { PlacementPicture } from '../../placements/placement-name.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { useWhomText } from './use-whom-text.ts';
import '../../ads/ads.css';
import '../../placements/placements.css';

const tabs = ['waiting', 'approved', 'refused', 'all'] as const;
/** Somebody may apply while this page is open. */
const refetchMs = 10_000;

/** What organisations applied to have shown, for whoever runs the market to approve or refuse. */
export function Page() {
  const { say } = useLanguage();
  const whom = useWhomText();
  const [search, change] = useSearchParts();
  const tab = tabs.find((one) => one === search.tab) ?? 'waiting';
  const path = withQuery('/api/market/placements', { state: tab === 'all' ? undefined : tab });
  const list = usePages<MarketPlacementView>(['slots', 'market', path], path, { refetchMs });
  const opened = list.items?.find(({ id }) => id === search.placement);
  const shared = usePlacementColumns();
  const isNarrow = window.matchMedia('(max-width: 600px)').matches;
  const columns: Column<MarketPlacementView>[] = [
    {
      id: 'name',
      title: say('slots.placement'),
      width: isNarrow ? 170 : 260,
      fixed: true,
      render: (row) => (
        <span className="slot-name">
          <PlacementPicture placement={row} />
          {row.title ?? row.content.name}
        </span>
      ),
      cell: (row) => row.title ?? row.content.name,
    },
    {
      id: 'organization',
      title: say('market.organization'),
      width: 170,
      render: ({ organizationName }) => organizationName,
      cell: ({ organizationName }) => organizationName,
    },
    ...shared.what,
    { id: 'whom', title: say('ads.audience'), width: 140, render: whom, cell: ({ people }) => people },
    ...shared.when(),
  ];
  return (
    <ListPage<MarketPlacementView>
      title={say('slots.marketTitle')}
      text={say('slots.marketText')}
      tabs={{
        label: say('slots.state'),
        value: tab,
        tabs: tabs.map((value) => ({ value, label: say(`slots.marketTab.${value}`) })),
        onChoose: (value) => change({ tab: value === 'waiting' ? undefined : value }),
      }}
      list={list}
      columns={columns}
      fileName="market-placements"
      onRow={({ id }) => change({ placement: id })}
      isChosen={({ id }) => id === search.placement}
      emptyFiltered={tab === 'all' || tab === 'waiting' ? undefined : say('slots.marketEmptyFiltered')}
      empty={
        <EmptyState
          title={say(tab === 'waiting' ? 'slots.marketNoneWaiting' : 'slots.marketEmptyTitle')}
          text={say('slots.marketEmptyText')}
        />
      }
    >
      {opened ? (
        <DecideDialog key={opened.id} placement={opened} onClose={() => change({ placement: undefined })} />
      ) : null}
    </ListPage>
  );
}
