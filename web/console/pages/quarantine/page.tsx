import { useQuery } from '@tanstack/react-query';
import type { QuarantineCounts, QuarantinedView, SourceView } from '#events/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import { usePages, withQuery } from '../../../ui/api/pages.ts';
import { request } from '../../../ui/api/request.ts';
import { PlainSelect } from '../../../ui/form/plain-select.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { ListPage } from '../../../ui/list/list-page.tsx';
import { Moment } from '../../../ui/metric/moment.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { reasonText } from '../../../ui/state/reason-text.ts';
import type { Column } from '../../../ui/table/data-table.tsx';
import { QuarantinedDrawer } from './quarantined-drawer.tsx';
import { ReasonList } from './reason-list.tsx';
import './quarantine.css';

const states = ['open', 'retried', 'dismissed'] as const;

/** Refused events: why, which, and how to mend them. Filters and the open event stand in the address. */
export function Page() {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const [search, change] = useSearchParts();
  const state = states.find((one) => one === search.state) ?? 'open';
  const path = withQuery('/api/quarantine', {
    state,
    code: search.reason,
    event: search.event,
    writeKeyId: search.source,
  });
  const list = usePages<QuarantinedView>(['quarantine', path], path);
  const counts = useQuery({
    queryKey: ['quarantine', 'counts'],
    queryFn: ({ signal }) => request<QuarantineCounts>('/api/quarantine/reasons', { signal }),
  });
  const sources = useQuery({
    queryKey: ['sources'],
    queryFn: async ({ signal }) => (await request<{ items: SourceView[] }>('/api/sources', { signal })).items,
  });
  const sourceName = (id: string | null) =>
    id === null
      ? say('sources.fileSource')
      : // Until the names are there nothing is said: an id that turns into a name reads as an error.
        (sources.data?.find(({ writeKeyId }) => writeKeyId === id)?.name ?? (sources.data ? id : ''));
  const filtered = Boolean(search.reason || search.event || search.source || state !== 'open');
  const columns: Column<QuarantinedView>[] = [
    {
      id: 'event',
      width: 180,
      title: say('quarantine.event'),
      fixed: true,
      render: (item) => <strong>{item.event || item.type || '–'}</strong>,
      cell: (item) => item.event || item.type,
    },
    {
      id: 'received',
      width: 124,
      title: `${say('quarantine.received')} (${zone})`,
      render: (item) => <Moment at={item.receivedAt} />,
      cell: (item) => item.receivedAt,
    },
    {
      id: 'reason',
      width: 190,
      title: say('quarantine.reason'),
      render: (item) => say(`quarantine.code.${item.code}`),
      cell: (item) => item.code,
    },
    {
      id: 'detail',
      width: 420,
      title: say('quarantine.detail'),
      render: (item) => (
        <span className="quarantine-detail">
          {item.field ? <code>{item.field}</code> : null} {reasonText(item, language)}
        </span>
      ),
      cell: (item) => `${item.field} ${item.detail}`.trim(),
    },
    {
      id: 'source',
      width: 160,
      title: say('quarantine.source'),
      render: (item) => sourceName(item.writeKeyId),
      cell: (item) => sourceName(item.writeKeyId),
    },
  ];
  return (
    <ListPage<QuarantinedView>
      title={say('quarantine.title')}
      text={say('quarantine.text')}
      above={
        counts.data && counts.data.total > 0 ? (
          <ReasonList
            counts={counts.data}
            chosen={{ reason: search.reason, event: search.event }}
            onChoose={(reason, event) => change({ reason, event, state: undefined })}
          />
        ) : null
      }
      list={list}
      columns={columns}
      fileName="quarantine"
      onRow={(item) => change({ item: item.id })}
      isChosen={(item) => item.id === search.item}
      emptyFiltered={filtered ? say('quarantine.emptyFiltered') : undefined}
      empty={
        <EmptyState
          title={say('quarantine.emptyTitle')}
          text={say('quarantine.emptyText')}
          action={
            <PageLink to="/data/sources" className="m-button">
              {say('quarantine.toSources')}
            </PageLink>
          }
        />
      }
      tools={
        <>
          <PlainSelect
            aria-label={say('quarantine.state')}
            value={state}
            options={states.map((value) => ({ value, label: say(`quarantine.state.${value}`) }))}
            onChoose={(value) => change({ state: value === 'open' ? undefined : value })}
          />
          <PlainSelect
            aria-label={say('quarantine.source')}
            value={search.source ?? 'all'}
            options={[
              { value: 'all', label: say('sources.allSources') },
              ...(sources.data ?? []).map(({ writeKeyId, name }) => ({ value: writeKeyId, label: name })),
            ]}
            onChoose={(value) => change({ source: value === 'all' ? undefined : value })}
          />
        </>
      }
    >
      {search.item ? (
        <QuarantinedDrawer
          key={search.item}
          id={search.item}
          sourceName={sourceName}
          onClose={() => change({ item: undefined })}
        />
      ) : null}
    </ListPage>
  );
}
