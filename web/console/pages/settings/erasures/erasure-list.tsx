import type { ErasureView } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { instantText } from '../../../../ui/metric/time-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { type Column, DataTable } from '../../../../ui/table/data-table.tsx';
import type { useErasures } from './use-erasures.ts';

/** What was erased when and by whom; of whom is not kept. */
export function ErasureList({ erasures }: { readonly erasures: ReturnType<typeof useErasures> }) {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const stateOf = ({ state, waitsFor }: ErasureView) =>
    say(
      state !== 'asked' ? 'erasures.state.done' : waitsFor ? 'erasures.state.waits' : 'erasures.state.asked',
    );
  const count = (value: number) => fullNumber(value, { unit: 'count', currency: '', language });
  const columns: Column<ErasureView>[] = [
    {
      id: 'asked',
      title: say('erasures.askedAt'),
      width: 150,
      fixed: true,
      render: ({ askedAt }) => instantText(askedAt, zone, language),
      cell: ({ askedAt }) => askedAt,
    },
    {
      id: 'state',
      title: say('erasures.state'),
      width: 150,
      render: (erasure) => (
        <span className={erasure.state === 'asked' ? 'tag tag-warn' : 'tag tag-good'}>
          {stateOf(erasure)}
        </span>
      ),
      cell: stateOf,
    },
    {
      id: 'named',
      title: say('erasures.named'),
      width: 90,
      numeric: true,
      render: ({ named }) => <span className="number">{count(named)}</span>,
      cell: ({ named }) => named,
    },
    {
      id: 'known',
      title: say('erasures.known'),
      width: 100,
      numeric: true,
      render: ({ known }) => <span className="number">{count(known)}</span>,
      cell: ({ known }) => known,
    },
    {
      id: 'by',
      title: say('erasures.by'),
      width: 140,
      render: ({ askedBy }) => askedBy,
      cell: ({ askedBy }) => askedBy,
    },
    {
      id: 'done',
      title: say('erasures.doneAt'),
      width: 150,
      render: ({ doneAt }) => (doneAt ? instantText(doneAt, zone, language) : '–'),
      cell: ({ doneAt }) => doneAt ?? '',
    },
  ];
  return (
    <section className="card">
      <DataTable<ErasureView>
        label={say('erasures.list')}
        fileName="erasures"
        columns={columns}
        rows={erasures.items}
        rowKey={({ id }) => id}
        error={erasures.error}
        onRetry={erasures.refetch}
        onMore={erasures.more}
        moreLoading={erasures.moreLoading}
        empty={<EmptyState title={say('erasures.emptyTitle')} text={say('erasures.emptyText')} />}
      />
    </section>
  );
}
