import { Checkbox } from '@douyinfe/semi-ui-19';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CatalogueEntry } from '#events/contract';
import { request } from '../../../ui/api/request.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { ageText } from '../../../ui/metric/time-text.ts';
import { type Column, DataTable } from '../../../ui/table/data-table.tsx';

/** Names of events with the properties they carry. */
export function EventCatalogue() {
  const { say, language } = useLanguage();
  const [withUnseen, setWithUnseen] = useState(false);
  const query = useQuery({
    queryKey: ['event-catalogue'],
    queryFn: async ({ signal }) =>
      (await request<{ items: CatalogueEntry[] }>('/api/sources/catalogue', { signal })).items,
  });
  const unseen = query.data?.filter(({ count }) => count === 0).length ?? 0;
  const columns: Column<CatalogueEntry>[] = [
    {
      id: 'name',
      width: 220,
      title: say('sources.event'),
      fixed: true,
      render: (entry) => (
        <span className="catalogue-name">
          <span>
            {entry.name} {entry.isStandard ? null : <span className="tag">{say('sources.custom')}</span>}
          </span>
          {entry.title[language] === entry.name ? null : <small>{entry.title[language]}</small>}
        </span>
      ),
      cell: (entry) => entry.name,
    },
    {
      id: 'count',
      width: 110,
      title: say('sources.count'),
      numeric: true,
      render: (entry) => fullNumber(entry.count, { unit: 'count', currency: 'CNY', language }),
      cell: (entry) => entry.count,
    },
    {
      id: 'last',
      width: 130,
      title: say('sources.last'),
      render: (entry) =>
        entry.lastSeenAt
          ? ageText(Date.now() - Date.parse(entry.lastSeenAt), language)
          : say('sources.unseen'),
      cell: (entry) => entry.lastSeenAt,
    },
    {
      id: 'properties',
      width: 600,
      title: say('sources.properties'),
      render: (entry) => (
        <span className="catalogue-properties">
          {entry.properties.map((property) => (
            <code key={property}>{property}</code>
          ))}
        </span>
      ),
      cell: (entry) => entry.properties.join(' '),
    },
  ];
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{say('sources.catalogue')}</h2>
          <p>{say('sources.catalogueText')}</p>
        </div>
      </div>
      <DataTable<CatalogueEntry>
        label={say('sources.catalogue')}
        fileName="events"
        columns={columns}
        rows={query.data?.filter(({ count }) => withUnseen || count > 0)}
        rowKey={(entry) => entry.name}
        error={query.error}
        onRetry={query.refetch}
        empty={<p className="form-text">{say('sources.recentEmpty')}</p>}
        tools={
          unseen > 0 ? (
            <Checkbox checked={withUnseen} onChange={(event) => setWithUnseen(event.target.checked === true)}>
              {say('sources.showUnseen', { count: unseen })}
            </Checkbox>
          ) : null
        }
      />
    </section>
  );
}
