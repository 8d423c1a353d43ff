import { Button } from '@douyinfe/semi-ui-19';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type AudienceSettings, smallestMax } from '#audiences/contract';
import { request } from '../../../../ui/api/request.ts';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';

const path = '/api/audiences/settings';

/** How few people of an audience may still be looked into or delivered. */
export function SmallestAudience() {
  const { say } = useLanguage();
  const { organization } = useScope();
  const found = useQuery({
    queryKey: ['audiences', 'settings', organization.id],
    queryFn: ({ signal }) => request<AudienceSettings>(path, { signal }),
  });
  return (
    <section className="card settings-narrow">
      <div className="card-head">
        <h2>{say('nav.audiences')}</h2>
      </div>
      {found.data ? (
        <SmallestForm key={found.data.smallest} smallest={found.data.smallest} />
      ) : found.error ? (
        <ErrorState error={found.error} onRetry={found.refetch} />
      ) : (
        <p className="quiet">…</p>
      )}
    </section>
  );
}

function SmallestForm({ smallest }: AudienceSettings) {
  const { say } = useLanguage();
  const { organization, may } = useScope();
  const client = useQueryClient();
  const toast = useUndoToast();
  const mayChange = may('audiences:write');
  const put = async (value: number) => {
    const saved = await request<AudienceSettings>(path, { method: 'PUT', body: { smallest: value } });
    client.setQueryData(['audiences', 'settings', organization.id], saved);
  };
  const form = useForm({
    initial: { smallest: String(smallest) },
    check: ({ smallest: typed }) => ({
      smallest: isSize(typed) ? undefined : 'audiences.smallestWrong',
    }),
    send: async ({ smallest: typed }) => {
      await put(Number(typed));
      toast(say('form.saved'), () => put(smallest));
    },
  });
  return (
    <form className="form" onSubmit={form.submit}>
      <TextField
        id={form.idOf('smallest')}
        label={say('audiences.smallest')}
        help={say('audiences.smallestHelp')}
        inputMode="numeric"
        maxLength={6}
        disabled={!mayChange}
        value={form.values.smallest}
        error={form.errors.smallest}
        onChange={(value) => form.set('smallest', value)}
      />
      <FormFailure error={form.failure} />
      {mayChange ? (
        <div className="form-actions form-start">
          <Button
            htmlType="submit"
            theme="solid"
            loading={form.busy}
            disabled={form.values.smallest === String(smallest)}
          >
            {say('form.save')}
          </Button>
        </div>
      ) : (
        <p className="form-text">{say('settings.forbidden')}</p>
      )}
    </form>
  );
}

function isSize(typed: string): boolean {
  return /^[1-9]\d*$/.test(typed.trim()) && Number(typed) <= smallestMax;
}
