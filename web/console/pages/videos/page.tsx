import { Button, Input } from '@douyinfe/semi-ui-19';
import { useDeferredValue, useState } from 'react';
import type { VideoView } from '#content/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import { usePages, withQuery } from '../../../ui/api/pages.ts';
import { PlainSelect } from '../../../ui/form/plain-select.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { RangePicker } from '../../../ui/range/range-picker.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { UploadArea } from './upload-area.tsx';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './use-uploads.ts';
import { VideoCard } from './video-card.tsx';
import { VideoDrawer } from './video-drawer.tsx';
import { useVideoNumbers } from './video-numbers.tsx';
import '../../../ui/form/form.css';
import './videos.css';

const states = ['draft', 'published', 'removed'] as const;
const kinds = ['seeding', 'selling', 'traffic'] as const;

/** Short videos of the accounts: bringing them in, what became of them, and the one that is open. */
export function Page() {
  const { say } = useLanguage();
  const { structure, may } = useScope();
  const [search, change] = useSearchParts();
  const [title, setTitle] = useState('');
  const searched = useDeferredValue(title.trim());
  const uploads = useUploads();
  const accounts = structure.accounts.filter(({ archived }) => !archived);
  const state = states.find((one) => one === search.state);
  const kind = kinds.find((one) => one === search.kind);
  const path = withQuery('/api/videos', { state, kind, title: searched, limit: '24' });
  const list = usePages<VideoView>(['videos', 'list', path], path);
  const numbers = useVideoNumbers(list.items);
  const isFiltered = Boolean(state || kind || searched);
  const nameOf = (id: string) => structure.accounts.find((account) => account.id === id)?.name ?? '–';
  const open = (id: string) => change({ video: id });
  return (
    <div className="page videos">
      <header className="page-head">
        <div>
          <h1>{say('videos.title')}</h1>
          <p>{say('videos.text')}</p>
        </div>
        <RangePicker />
      </header>
      {may('content:write') && accounts.length > 0 ? (
        <UploadArea accounts={accounts} onFiles={uploads.add} />
      ) : null}
      <UploadList uploads={uploads} onEdit={open} />
      <section className="card" aria-label={say('videos.title')}>
        <div className="video-filters">
          <Input
            aria-label={say('videos.search')}
            placeholder={say('videos.search')}
            value={title}
            showClear
            onChange={setTitle}
          />
          <PlainSelect
            aria-label={say('videos.stateField')}
            value={state ?? 'all'}
            options={[
              { value: 'all', label: say('videos.allStates') },
              ...states.map((value) => ({ value, label: say(`videos.state.${value}`) })),
            ]}
            onChoose={(value) => change({ state: value === 'all' ? undefined : value })}
          />
          <PlainSelect
            aria-label={say('videos.kindField')}
            value={kind ?? 'all'}
            options={[
              { value: 'all', label: say('videos.allKinds') },
              ...kinds.map((value) => ({ value, label: say(`videos.kind.${value}`) })),
            ]}
            onChoose={(value) => change({ kind: value === 'all' ? undefined : value })}
          />
        </div>
        {list.error && !list.items ? <ErrorState error={list.error} onRetry={list.refetch} /> : null}
        {!list.items && !list.error ? <Bones height={200} count={2} /> : null}
        {list.items?.length === 0 ? (
          isFiltered ? (
            <p className="form-text">{say('videos.emptyFiltered')}</p>
          ) : (
            <EmptyState
              title={say('videos.emptyTitle')}
              text={say(accounts.length > 0 ? 'videos.emptyText' : 'videos.noAccountText')}
              action={
                accounts.length > 0 ? undefined : (
                  <PageLink to="/settings/structure" className="m-button">
                    {say('videos.toAccounts')}
                  </PageLink>
                )
              }
            />
          )
        ) : null}
        <ul className="video-grid">
          {list.items?.map((video) => (
            <VideoCard
              key={video.id}
              video={video}
              accountName={nameOf(video.accountId)}
              numbers={numbers}
              onOpen={() => open(video.id)}
            />
          ))}
        </ul>
        {list.more ? (
          <Button block loading={list.moreLoading} onClick={list.more}>
            {say('table.more')}
          </Button>
        ) : null}
      </section>
      {search.video ? (
        <VideoDrawer
          key={search.video}
          id={search.video}
          accounts={accounts}
          onClose={() => change({ video: undefined })}
        />
      ) : null}
    </div>
  );
}
