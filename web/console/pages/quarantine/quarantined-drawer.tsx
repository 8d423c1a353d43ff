import { useQuery } from '@tanstack/react-query';
import type { QuarantinedView } from '#events/contract';
import { request } from '../../../ui/api/request.ts';
import { Dialog } from '../../../ui/form/dialog.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { instantText } from '../../../ui/metric/time-text.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { reasonText } from '../../../ui/state/reason-text.ts';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { MendForm } from './mend-form.tsx';

type Props = {
  readonly id: string;
  readonly sourceName: (id: string | null) => string;
  readonly onClose: () => void;
};

/** One refused event: what is wrong with it in words, what to do, and the event itself to mend. */
export function QuarantinedDrawer({ id, sourceName, onClose }: Props) {
  const { say, language } = useLanguage();
  const { zone, may } = useScope();
  const query = useQuery({
    queryKey: ['quarantine', 'one', id],
    queryFn: ({ signal }) =>
      request<QuarantinedView>(`/api/quarantine/${encodeURIComponent(id)}`, { signal }),
  });
  const item = query.data;
  return (
    <Dialog shape="side" title={item ? say(`quarantine.code.${item.code}`) : '…'} onClose={onClose}>
      {item ? (
        <div className="form">
          <div className="form-note">
            <div>
              <strong>
                {item.field ? `${item.field}: ` : ''}
                {reasonText(item, language)}
              </strong>
              <br />
              {say(`quarantine.todo.${item.code}`)}
            </div>
          </div>
          <dl className="quarantine-facts">
            <dt>{say('quarantine.state')}</dt>
            <dd>{say(`quarantine.state.${item.state}`)}</dd>
            <dt>{say('quarantine.event')}</dt>
            <dd>{[item.type, item.event].filter(Boolean).join(' · ') || '–'}</dd>
            <dt>{say('quarantine.received')}</dt>
            <dd>{instantText(item.receivedAt, zone, language)}</dd>
            <dt>{say('quarantine.source')}</dt>
            <dd>{sourceName(item.writeKeyId)}</dd>
            <dt>messageId</dt>
            <dd className="mono">{item.messageId || '–'}</dd>
          </dl>
          {item.state === 'open' && item.isWhole && may('imports:write') ? (
            <MendForm item={item} onClose={onClose} />
          ) : (
            <>
              <strong>{say('quarantine.raw')}</strong>
              <pre className="quarantine-raw">{pretty(item.raw)}</pre>
              {item.isWhole ? null : <p className="form-text">{say('quarantine.cut')}</p>}
            </>
          )}
        </div>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={query.refetch} />
      ) : (
        <Bones height={48} count={5} />
      )}
    </Dialog>
  );
}

/** Indented where it is JSON; otherwise as it came. */
export function pretty(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
