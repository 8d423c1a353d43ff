import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AudienceView } from '#audiences/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { request } from '../../../../ui/api/request.ts';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { problemText } from '../../../../ui/state/problem-text.ts';

/** What can be done with an audience from its row. */
export function AudienceActs({ audience }: { readonly audience: AudienceView }) {
  const say = useSay();
  const client = useQueryClient();
  const toast = useUndoToast();
  const [busy, setBusy] = useState<string | null>(null);
  const post = async (act: 'count' | 'archive' | 'restore' | 'freeze', body?: object) => {
    await request(`/api/audiences/${audience.id}/${act}`, { method: 'POST', ...(body ? { body } : {}) });
    await client.invalidateQueries({ queryKey: ['audiences'] });
  };
  const run = async (act: 'count' | 'archive' | 'restore' | 'freeze', done: () => void, body?: object) => {
    setBusy(act);
    try {
      await post(act, body);
      done();
    } catch (error) {
      Toast.error(say(problemText(error).what));
    } finally {
      setBusy(null);
    }
  };
  if (audience.archivedAt !== null)
    return (
      <Button
        size="small"
        loading={busy === 'restore'}
        onClick={() => void run('restore', () => toast(say('audiences.restored')))}
      >
        {say('audiences.restore')}
      </Button>
    );
  return (
    <span className="aud-line">
      {audience.kind === 'live' ? (
        <>
          <Button
            size="small"
            theme="borderless"
            loading={busy === 'count'}
            onClick={() => void run('count', () => toast(say('audiences.counted')))}
          >
            {say('audiences.count')}
          </Button>
          <Button
            size="small"
            theme="borderless"
            loading={busy === 'freeze'}
            onClick={() =>
              void run('freeze', () => toast(say('audiences.frozen')), {
                name: say('audiences.frozenName', { name: audience.name }).slice(0, 120),
              })
            }
          >
            {say('audiences.freeze')}
          </Button>
        </>
      ) : null}
      <PageLink to="/audiences/portrait" search={{ audience: audience.id }}>
        {say('audiences.portrait')}
      </PageLink>
      {audience.rule ? (
        <PageLink to="/audiences/list/new" search={{ from: audience.id }} className="aud-act">
          {say('audiences.duplicate')}
        </PageLink>
      ) : null}
      <Button
        size="small"
        theme="borderless"
        loading={busy === 'archive'}
        onClick={() => void run('archive', () => toast(say('audiences.archived'), () => post('restore')))}
      >
        {say('audiences.archive')}
      </Button>
    </span>
  );
}
