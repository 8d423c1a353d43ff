import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SourceView } from '#events/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { request } from '../../../ui/api/request.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber, percent } from '../../../ui/metric/number-text.ts';
import { ageText } from '../../../ui/metric/time-text.ts';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { type Column, DataTable } from '../../../ui/table/data-table.tsx';

const refetchMs = 5_000;
/** More refusals than this are shown as wrong, not as noise. */
const errorShareMax = 0.01;

export function SourceList({ newSource }: { newSource: ReactNode }) {
  const { say, language } = useLanguage();
  const query = useQuery({
    queryKey: ['sources'],
    refetchInterval: refetchMs,
    queryFn: async ({ signal }) => (await request<{ items: SourceView[] }>('/api/sources', { signal })).items,
  });
  const count = (value: number) => fullNumber(value, { unit: 'count', currency: 'CNY', language });
  const columns: Column<SourceView>[] = [
    {
      id: 'name',
      width: 240,
      title: say('keys.name'),
      fixed: true,
      render: (source) => (
        <span className="catalogue-name">
          <span>
            {source.name}{' '}
            {source.revoked ? <span className="tag tag-warn">{say('sources.revoked')}</span> : null}
          </span>
          <small>
            {say(`keys.kind.${source.kind}`)} · {source.hint}
          </small>
        </span>
      ),
      cell: (source) => source.name,
    },
    {
      id: 'last',
      width: 130,
      title: say('sources.last'),
      render: (source) =>
        source.lastEventAt ? (
          <time dateTime={source.lastEventAt} title={source.lastEventAt}>
            {ageText(Date.now() - Date.parse(source.lastEventAt), language)}
          </time>
        ) : (
          <span className="quiet">{say('sources.never')}</span>
        ),
      cell: (source) => source.lastEventAt,
    },
    {
      id: 'day',
      width: 130,
      title: say('sources.day'),
      numeric: true,
      render: (source) => count(source.events24h),
      cell: (source) => source.events24h,
    },
    {
      id: 'week',
      width: 130,
      title: say('sources.week'),
      numeric: true,
      render: (source) => count(source.events7d),
      cell: (source) => source.events7d,
    },
    {
      id: 'errors',
      width: 130,
      title: say('sources.errors'),
      numeric: true,
      render: (source) =>
        source.errorShare === null ? (
          '–'
        ) : source.quarantined7d === 0 ? (
          percent(0, language)
        ) : (
          <PageLink
            to="/data/quarantine"
            search={{ source: source.writeKeyId }}
            title={count(source.quarantined7d)}
            {...(source.errorShare > errorShareMax ? { className: 'source-error' } : {})}
          >
            {percent(source.errorShare, language)}
          </PageLink>
        ),
      cell: (source) => source.errorShare,
    },
    {
      id: 'delay',
      width: 130,
      title: say('sources.delay'),
      numeric: true,
      render: (source) => (source.delayMs === null ? '–' : delayText(source.delayMs, language)),
      cell: (source) => source.delayMs,
    },
  ];
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{say('sources.list')}</h2>
          <p>{say('sources.listText')}</p>
        </div>
      </div>
      <DataTable<SourceView>
        label={say('sources.list')}
        fileName="sources"
        columns={columns}
        rows={query.data}
        rowKey={(source) => source.writeKeyId}
        error={query.error}
        onRetry={query.refetch}
        empty={
          <EmptyState title={say('sources.emptyTitle')} text={say('sources.emptyText')} action={newSource} />
        }
      />
    </section>
  );
}

/** How late events arrive; imports of old files are days late, which is no fault. */
function delayText(ms: number, language: 'zh' | 'en'): string {
  const [amount, unit] =
    ms < 1000
      ? [Math.max(0, ms), 'millisecond']
      : ms < 60_000
        ? [ms / 1000, 'second']
        : ms < 3_600_000
          ? [ms / 60_000, 'minute']
          : ms < 86_400_000
            ? [ms / 3_600_000, 'hour']
            : [ms / 86_400_000, 'day'];
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    style: 'unit',
    unit: String(unit),
    unitDisplay: 'short',
    maximumFractionDigits: Number(amount) < 10 && unit !== 'millisecond' ? 1 : 0,
  }).format(Number(amount));
}
