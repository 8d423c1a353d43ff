import { Button, Progress } from '@douyinfe/semi-ui-19';
import type { ImportView } from '#shop/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { usePages } from '../../../ui/api/pages.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { bytesText } from '../../../ui/metric/bytes-text.ts';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { instantText } from '../../../ui/metric/time-text.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { ImportStateTag } from './import-state.tsx';

/** Imports, the newest first; running ones move. */
export function ImportList() {
  const { say } = useLanguage();
  const imports = usePages<ImportView>(['imports', 'list'], '/api/imports', { refetchMs: 3_000 });
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say('imports.listTitle')}</h2>
      </div>
      {imports.error && !imports.items ? (
        <ErrorState error={imports.error} onRetry={imports.refetch} />
      ) : null}
      {!imports.items && !imports.error ? <Bones height={52} count={4} /> : null}
      {imports.items?.length === 0 ? (
        <EmptyState title={say('imports.emptyTitle')} text={say('imports.emptyText')} />
      ) : null}
      <ul className="import-rows">
        {imports.items?.map((one) => (
          <ImportItem key={one.id} item={one} />
        ))}
      </ul>
      {imports.more ? (
        <Button block loading={imports.moreLoading} onClick={imports.more}>
          {say('table.more')}
        </Button>
      ) : null}
    </section>
  );
}

function ImportItem({ item }: { item: ImportView }) {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const { rowsTaken, rowsRejected, done } = item.progress;
  const count = (value: number) => fullNumber(value, { unit: 'count', currency: 'CNY', language });
  return (
    <li>
      <PageLink to={`/data/imports/${item.id}`} className="import-row">
        <span className="import-row-main">
          <span className="import-row-name">{item.fileName}</span>
          <span className="import-row-note">
            {say(`imports.kind.${item.kind}`)} · {bytesText(item.fileBytes)} ·{' '}
            {instantText(item.createdAt, zone, language)} · {item.createdBy}
          </span>
        </span>
        <span className="import-row-count number">
          {item.startedAt ? (
            <>
              {say('imports.rowsTaken', { rows: count(rowsTaken) })}
              {rowsRejected > 0 ? (
                <span className="import-row-bad">
                  {say('imports.rowsRejected', { rows: count(rowsRejected) })}
                </span>
              ) : null}
            </>
          ) : null}
        </span>
        <span className="import-row-state">
          <ImportStateTag state={item.state} />
          {item.state === 'running' ? (
            <Progress
              percent={Math.round(done * 100)}
              showInfo={false}
              aria-label={say('imports.state.running')}
            />
          ) : null}
        </span>
      </PageLink>
    </li>
  );
}
