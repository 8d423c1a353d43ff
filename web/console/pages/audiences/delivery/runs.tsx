import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DeliveryRunView, DeliveryView } from '#audiences/contract';
import { request } from '../../../../ui/api/request.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { type Column, DataTable } from '../../../../ui/table/data-table.tsx';

const counts = ['sent', 'heldOut', 'entered', 'departed', 'failed'] as const;

/** What a delivery did over time: runs that changed nothing are not among them. */
export function Runs({ delivery }: { readonly delivery: DeliveryView }) {
  const { say, language } = useLanguage();
  const { organization, zone } = useScope();
  const runs = useQuery({
    queryKey: ['audiences', 'runs', delivery.id, delivery.ranAt, delivery.state],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      request<{ items: DeliveryRunView[] }>(`/api/audience-deliveries/${delivery.id}/runs`, { signal }),
  });
  const columns: Column<DeliveryRunView>[] = [
    {
      id: 'at',
      title: `${say('deliveries.at')} (${zone})`,
      width: 150,
      fixed: true,
      render: ({ at }) => <Moment at={at} />,
      cell: ({ at }) => at,
    },
    ...counts.map(
      (name): Column<DeliveryRunView> => ({
        id: name,
        title: say(`deliveries.count.${name}`),
        width: 100,
        numeric: true,
        render: (run) => fullNumber(run[name], { unit: 'people', currency: organization.currency, language }),
        cell: (run) => run[name],
      }),
    ),
    {
      id: 'problem',
      title: say('deliveries.note'),
      width: 220,
      render: ({ problem }) => (problem ? say(`deliveries.problem.${problem}`) : ''),
      cell: ({ problem }) => problem ?? '',
    },
  ];
  return (
    <section className="card" aria-label={say('deliveries.runs')}>
      <header className="card-head">
        <h2>{say('deliveries.runs')}</h2>
      </header>
      <p className="quiet">{say('deliveries.runsText')}</p>
      <DataTable<DeliveryRunView>
        label={say('deliveries.runs')}
        fileName="delivery-runs"
        columns={columns}
        rows={runs.data?.items}
        rowKey={(run) => run.at}
        error={runs.error}
        onRetry={runs.refetch}
        empty={<p className="quiet">{say('deliveries.noRuns')}</p>}
      />
    </section>
  );
}
