import { IconPlus } from '@douyinfe/semi-icons';
import { Button } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { usePages } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { ConfirmByName } from '../../../../ui/form/confirm-by-name.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { instantText } from '../../../../ui/metric/time-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';

/** What API keys and write keys have in common. */
export type AnyKey = {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
};

type Props<Key extends AnyKey> = {
  readonly path: '/api/api-keys' | '/api/write-keys';
  readonly title: string;
  readonly text: string;
  readonly add: string;
  readonly empty: { readonly title: string; readonly text: string };
  readonly tagsOf: (key: Key) => ReactNode;
  readonly noteOf: (key: Key) => string;
  readonly createForm: (close: () => void) => ReactNode;
};

/** A list of keys of one sort, with making and revoking. */
export function KeySection<Key extends AnyKey>(props: Props<Key>) {
  const { path, title, text, add, empty } = props;
  const { say } = useLanguage();
  const client = useQueryClient();
  const toast = useUndoToast();
  const keys = usePages<Key>(['keys', path], path);
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const addButton = (
    <Button theme="solid" icon={<IconPlus />} onClick={() => setCreating(true)}>
      {add}
    </Button>
  );
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{title}</h2>
          <p>{text}</p>
        </div>
        {keys.items?.length ? addButton : null}
      </div>
      {keys.error && !keys.items ? <ErrorState error={keys.error} onRetry={keys.refetch} /> : null}
      {!keys.items && !keys.error ? <Bones height={44} count={3} /> : null}
      {keys.items?.length === 0 ? (
        <EmptyState title={empty.title} text={empty.text} action={addButton} />
      ) : (
        <ul className="rows">
          {keys.items?.map((key) => (
            <KeyItem
              key={key.id}
              item={key}
              tags={props.tagsOf(key)}
              note={props.noteOf(key)}
              onRevoke={() => setRevoking(key)}
            />
          ))}
        </ul>
      )}
      {keys.more ? (
        <Button block loading={keys.moreLoading} onClick={keys.more}>
          {say('table.more')}
        </Button>
      ) : null}
      {creating ? props.createForm(() => setCreating(false)) : null}
      {revoking ? (
        <ConfirmByName
          title={say('keys.revokeTitle', { name: revoking.name })}
          text={say('keys.revokeText')}
          name={revoking.name}
          action={say('keys.revoke')}
          onClose={() => setRevoking(null)}
          onConfirm={async () => {
            await request(`${path}/${revoking.id}/revoke`, { body: {} });
            await client.invalidateQueries({ queryKey: ['keys'] });
            toast(say('keys.revokedToast', { name: revoking.name }));
          }}
        />
      ) : null}
    </section>
  );
}

type ItemProps = {
  readonly item: AnyKey;
  readonly tags: ReactNode;
  readonly note: string;
  readonly onRevoke: () => void;
};

function KeyItem({ item, tags, note, onRevoke }: ItemProps) {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const time = (instant: string) => instantText(instant, zone, language);
  return (
    <li className={item.revokedAt ? 'row-item row-gone' : 'row-item'}>
      <div className="row-main">
        <span className="row-title">
          {item.name} <code className="mono quiet">{item.hint}</code> {tags}
        </span>
        <span className="row-note">{note}</span>
        <span className="row-note">
          {say('keys.lastUsed')}: {item.lastUsedAt ? time(item.lastUsedAt) : say('keys.never')} ·{' '}
          {say('keys.created')}: {time(item.createdAt)}
        </span>
      </div>
      {item.revokedAt ? (
        <span className="tag">{say('keys.revokedOn', { when: time(item.revokedAt) })}</span>
      ) : (
        <Button
          theme="borderless"
          type="danger"
          aria-label={`${say('keys.revoke')}: ${item.name}`}
          onClick={onRevoke}
        >
          {say('keys.revoke')}
        </Button>
      )}
    </li>
  );
}
