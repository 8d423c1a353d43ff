import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ImportView } from '#shop/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { request } from '../../../ui/api/request.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { bytesText } from '../../../ui/metric/bytes-text.ts';
import { instantText } from '../../../ui/metric/time-text.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { PageSkeleton } from '../../../ui/state/skeletons.tsx';
import { ImportStateTag } from '../imports/import-state.tsx';
import { CheckImport } from './check-import.tsx';
import { FinishedImport } from './finished-import.tsx';
import { RejectsTable } from './rejects-table.tsx';
import { RunningImport } from './running-import.tsx';
import '../../../ui/form/form.css';
import './import.css';

const pollMs = 1_000;

/** One import: check what was recognised, watch it run, read what came of it. */
export function Page() {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const query = useQuery({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => request<ImportView>(`/api/imports/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? pollMs : false),
  });
  const item = query.data;
  if (!item) {
    return query.error ? <ErrorState error={query.error} onRetry={query.refetch} page /> : <PageSkeleton />;
  }
  return (
    <div className="page import">
      <header className="page-head">
        <div>
          <PageLink to="/data/imports" className="import-back">
            ← {say('imports.back')}
          </PageLink>
          <h1>
            {item.fileName} <ImportStateTag state={item.state} />
          </h1>
          <p>
            {say(`imports.kind.${item.kind}`)} · {bytesText(item.fileBytes)} ·{' '}
            {instantText(item.createdAt, zone, language)} · {item.createdBy}
          </p>
        </div>
      </header>
      {item.state === 'received' && item.hasFile ? <CheckImport item={item} /> : null}
      {item.state === 'received' && !item.hasFile ? (
        <p className="form-text">{say('imports.fileGone')}</p>
      ) : null}
      {item.state === 'running' ? <RunningImport item={item} /> : null}
      {item.state === 'done' || item.state === 'failed' || item.state === 'cancelled' ? (
        <FinishedImport item={item} />
      ) : null}
      {item.progress.rowsRejected > 0 && item.state !== 'running' ? <RejectsTable item={item} /> : null}
    </div>
  );
}
