import type { DeliveryView } from '#audiences/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { usePages } from '../../../../ui/api/pages.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { ListPage } from '../../../../ui/list/list-page.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { fullNumber, shortNumber } from '../../../../ui/metric/number-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import type { Column } from '../../../../ui/table/data-table.tsx';
import { DeliveryState } from './delivery-state.tsx';
import '../audiences.css';
import './deliveries.css';

/** What follows its audience moves; the list is asked again this often. */
const refetchMs = 10_000;

/** What was delivered where, how many were kept out, and what is wrong with it. */
export function Page() {
  const { say, language } = useLanguage();
  const { organization, zone } = useScope();
  const path = '/api/audience-deliveries';
  const list = usePages<DeliveryView>(['audiences', 'deliveries', organization.id], path, { refetchMs });
  const form = { unit: 'people', currency: organization.currency, language } as const;
  const people = (value: number) => <span title={fullNumber(value, form)}>{shortNumber(value, form)}</span>;
  const columns: Column<DeliveryView>[] = [
    {
      id: 'name',
      title: say('deliveries.audience'),
      width: 170,
      fixed: true,
      render: ({ id, name }) => <PageLink to={`/audiences/deliveries/${id}`}>{name}</PageLink>,
      cell: ({ name }) => name,
    },
    {
      id: 'state',
      title: say('deliveries.state'),
      width: 180,
      render: (delivery) => <DeliveryState delivery={delivery} />,
      cell: ({ state, problem }) => problem ?? state,
    },
    {
      id: 'target',
      title: say('deliveries.target'),
      width: 110,
      render: ({ target }) => <span className="tag">{say(`deliveries.to.${target}`)}</span>,
      cell: ({ target }) => target,
    },
    {
      id: 'people',
      title: say('deliveries.people'),
      width: 100,
      numeric: true,
      render: ({ people: value }) => people(value),
      cell: ({ people: value }) => value,
    },
    {
      id: 'heldOut',
      title: say('deliveries.heldOut'),
      width: 130,
      numeric: true,
      render: ({ heldOut, holdOutPercent }) => (
        <>
          {people(heldOut)} <small className="quiet">{holdOutPercent} %</small>
        </>
      ),
      cell: ({ heldOut }) => heldOut,
    },
    {
      id: 'ran',
      title: `${say('deliveries.ranAt')} (${zone})`,
      width: 150,
      render: ({ ranAt }) => (ranAt ? <Moment at={ranAt} /> : '–'),
      cell: ({ ranAt }) => ranAt,
    },
    {
      id: 'by',
      title: say('audiences.madeBy'),
      width: 140,
      render: ({ madeBy }) => madeBy,
      cell: ({ madeBy }) => madeBy,
    },
    {
      id: 'created',
      title: `${say('deliveries.createdAt')} (${zone})`,
      width: 150,
      render: ({ createdAt }) => <Moment at={createdAt} />,
      cell: ({ createdAt }) => createdAt,
    },
  ];
  return (
    <ListPage<DeliveryView>
      title={say('deliveries.title')}
      text={say('deliveries.sentence')}
      list={list}
      columns={columns}
      fileName="deliveries"
      empty={
        <EmptyState
          title={say('deliveries.emptyTitle')}
          text={say('deliveries.emptyText')}
          action={
            <PageLink to="/audiences/list" className="m-button">
              {say('deliveries.emptyAction')}
            </PageLink>
          }
        />
      }
    />
  );
}
