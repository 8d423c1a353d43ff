import { Button } from '@douyinfe/semi-ui-19';
import type { PlacementView } from '#traffic/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { useAddress, useSearchParts } from '../../../../ui/address/use-address.ts';
import { usePages, withQuery } from '../../../../ui/api/pages.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { ListPage } from '../../../../ui/list/list-page.tsx';
import { NumberCards } from '../../../../ui/metric/number-cards.tsx';
import { shortNumber } from '../../../../ui/metric/number-text.ts';
import { RangePicker } from '../../../../ui/range/range-picker.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import type { Column } from '../../../../ui/table/data-table.tsx';
import { usePlacementColumns } from '../placement-columns.tsx';
import { PlacementForm } from '../placement-form.tsx';
import { PlacementPicture } from '../placement-name.tsx';
import { byPlacement, slotMetrics, useSlotNumbers } from '../use-placements.ts';
import '../../../../ui/form/form.css';
import '../../ads/ads.css';
import '../placements.css';

/** What was approved, stopped or over by the clock moves; the list is asked again this often. */
const refetchMs = 10_000;

/** What the organisation has shown where it chose to be seen: how each stands, whom it is for and what it does. */
export function Page() {
  const { say, language } = useLanguage();
  const { may, organization, zone, currency } = useScope();
  const [{ place }] = useAddress();
  const [search, change] = useSearchParts();
  const path = withQuery('/api/placements', { shopId: place.shop });
  const list = usePages<PlacementView>(['slots', 'list', organization.id, path], path, { refetchMs });
  const totals = useSlotNumbers();
  const split = useSlotNumbers({ dimensions: ['placement'], limit: 1_000 });
  const numbers = byPlacement(split.data);
  const shared = usePlacementColumns();
  const isNarrow = window.matchMedia('(max-width: 600px)').matches;
  const mayWrite = may('content:write');
  const create = () => change({ create: '1' });
  const numberColumn = (
    id: 'slot_impressions' | 'slot_people' | 'slot_clicks' | 'slot_orders',
    unit: 'count' | 'people',
  ): Column<PlacementView> => ({
    id,
    title: say(`slots.column.${id}`),
    width: 90,
    numeric: true,
    render: (row) => {
      const value = numbers.get(row.id)?.[id];
      return value === undefined || value === null ? '–' : shortNumber(value, { unit, currency, language });
    },
    cell: (row) => numbers.get(row.id)?.[id] ?? null,
  });
  const columns: Column<PlacementView>[] = [
    {
      id: 'name',
      title: say('slots.placement'),
      width: isNarrow ? 170 : 250,
      fixed: true,
      render: (row) => (
        <span className="slot-name">
          <PlacementPicture placement={row} />
          <PageLink to={`/content/placements/${row.id}`}>{row.name}</PageLink>
        </span>
      ),
      cell: ({ name }) => name,
    },
    ...shared.what,
    {
      id: 'whom',
      title: say('ads.audience'),
      width: 150,
      render: ({ audience, groups }) =>
        audience === 'all' ? say('ads.audience.all') : groups.map(({ name }) => name).join(', '),
      cell: ({ audience, groups }) =>
        audience === 'all' ? 'all' : groups.map(({ name }) => name).join(', '),
    },
    numberColumn('slot_impressions', 'count'),
    numberColumn('slot_people', 'people'),
    numberColumn('slot_clicks', 'count'),
    numberColumn('slot_orders', 'count'),
    ...shared.when(zone),
  ];
  const button = mayWrite ? (
    <Button theme="solid" onClick={create}>
      {say('slots.new')}
    </Button>
  ) : null;
  const isAny = (list.items?.length ?? 0) > 0;
  return (
    <ListPage<PlacementView>
      title={say('slots.title')}
      text={say('slots.sentence')}
      head={
        <div className="ads-head">
          {isAny ? <RangePicker /> : null}
          {button}
        </div>
      }
      above={
        isAny ? (
          <NumberCards label={say('slots.numbers')} metrics={slotMetrics} answer={totals.data} />
        ) : undefined
      }
      list={list}
      columns={columns}
      fileName="placements"
      empty={<EmptyState title={say('slots.emptyTitle')} text={say('slots.emptyText')} action={button} />}
    >
      {search.create === '1' && mayWrite ? (
        <PlacementForm onClose={() => change({ create: undefined })} />
      ) : null}
    </ListPage>
  );
}
