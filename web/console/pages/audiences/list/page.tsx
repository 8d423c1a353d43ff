import { Button } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { AudienceView } from '#audiences/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { usePages, withQuery } from '../../../../ui/api/pages.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { ListPage } from '../../../../ui/list/list-page.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { shortNumber } from '../../../../ui/metric/number-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import type { Column } from '../../../../ui/table/data-table.tsx';
import { AudienceActs } from './audience-acts.tsx';
import { UploadDialog } from './upload-dialog.tsx';
import '../audiences.css';

const tabs = ['used', 'archived'] as const;

/** Every audience with its size; made by a rule or from a list. */
export function Page() {
  const { say, language } = useLanguage();
  const { may, organization, zone } = useScope();
  const [search, change] = useSearchParts();
  const [isUploading, setUploading] = useState(false);
  const tab = tabs.find((one) => one === search.tab) ?? 'used';
  const path = withQuery('/api/audiences', { archived: tab === 'archived' ? 'true' : undefined });
  const list = usePages<AudienceView>(['audiences', 'list', organization.id, path], path);
  const mayWrite = may('audiences:write');
  const form = { unit: 'people', currency: 'CNY', language } as const;
  const newLink = (
    <PageLink to="/audiences/list/new" className="m-button">
      {say('audiences.new')}
    </PageLink>
  );
  const columns: Column<AudienceView>[] = [
    {
      id: 'name',
      title: say('audiences.name'),
      width: 230,
      fixed: true,
      render: ({ id, name }) => <PageLink to={`/audiences/list/${id}`}>{name}</PageLink>,
      cell: ({ name }) => name,
    },
    // A phone shows the name and one column more.
    {
      id: 'size',
      title: say('audiences.size'),
      width: 96,
      numeric: true,
      render: ({ size }) => (size === null ? '–' : shortNumber(size, form)),
      cell: ({ size }) => size,
    },
    {
      id: 'kind',
      title: say('audiences.kindColumn'),
      width: 110,
      render: ({ kind }) => <span className="tag">{say(`audiences.is.${kind}`)}</span>,
      cell: ({ kind }) => kind,
    },
    {
      id: 'counted',
      title: `${say('audiences.asOf')} (${zone})`,
      width: 150,
      render: ({ countedAt }) => (countedAt ? <Moment at={countedAt} /> : '–'),
      cell: ({ countedAt }) => countedAt,
    },
    {
      id: 'by',
      title: say('audiences.madeBy'),
      width: 140,
      render: ({ madeBy, version }) => `${madeBy} · v${version}`,
      cell: ({ madeBy }) => madeBy,
    },
    ...(mayWrite
      ? [
          {
            id: 'act',
            title: say('ads.act'),
            width: 320,
            render: (audience: AudienceView) => <AudienceActs audience={audience} />,
            cell: ({ kind }: AudienceView) => kind,
          },
        ]
      : []),
  ];
  return (
    <ListPage<AudienceView>
      title={say('audiences.listTitle')}
      text={say('audiences.listPageSentence')}
      head={
        mayWrite ? (
          <div className="aud-line">
            <Button onClick={() => setUploading(true)}>{say('audiences.upload')}</Button>
            {newLink}
          </div>
        ) : null
      }
      tabs={{
        label: say('audiences.listTitle'),
        value: tab,
        tabs: tabs.map((value) => ({ value, label: say(`audiences.tab.${value}`) })),
        onChoose: (value) => change({ tab: value === 'used' ? undefined : value }),
      }}
      list={list}
      columns={columns}
      fileName="audiences"
      emptyFiltered={tab === 'archived' ? say('audiences.emptyArchived') : undefined}
      empty={
        <EmptyState
          title={say('audiences.emptyTitle')}
          text={say('audiences.emptyText')}
          action={mayWrite ? newLink : undefined}
        />
      }
    >
      {isUploading ? <UploadDialog onClose={() => setUploading(false)} /> : null}
    </ListPage>
  );
}
