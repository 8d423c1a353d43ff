import { Button } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { request } from '../../../../ui/api/request.ts';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import type { Language } from '../../../../ui/language/messages.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';

/** Name and language. The language changes at once and is kept with the person. */
export function PersonCard() {
  const { say, language, speak } = useLanguage();
  const { session } = useScope();
  const client = useQueryClient();
  const toast = useUndoToast();
  const save = async (change: { name?: string; locale?: Language }) => {
    await request('/api/session', { method: 'PATCH', body: change });
    await client.invalidateQueries({ queryKey: ['session'] });
  };
  const form = useForm({
    initial: { name: session.user.name },
    check: ({ name }) => ({ name: name.trim() ? undefined : 'form.required' }),
    send: async ({ name }) => {
      const before = session.user.name;
      await save({ name: name.trim() });
      toast(say('form.saved'), async () => {
        await save({ name: before });
        form.reset({ name: before });
      });
    },
  });
  const chooseLanguage = (next: Language) => {
    speak(next);
    // The page speaks it already; a server that is away must not take that back.
    save({ locale: next }).catch(() => undefined);
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say('profile.you')}</h2>
        {session.member ? <span className="tag tag-good">{say(`role.${session.member.role}`)}</span> : null}
      </div>
      <form className="form" onSubmit={form.submit}>
        <TextField
          id={form.idOf('name')}
          label={say('profile.name')}
          autoComplete="name"
          maxLength={120}
          value={form.values.name}
          error={form.errors.name}
          onChange={(value) => form.set('name', value)}
        />
        <TextField
          id="profile-email"
          label={say('profile.email')}
          help={say('profile.emailHelp')}
          readonly
          value={session.user.email}
          onChange={() => undefined}
        />
        <ChoiceField<Language>
          id="profile-language"
          label={say('profile.language')}
          options={[
            { value: 'zh', label: say('language.zh') },
            { value: 'en', label: say('language.en') },
          ]}
          value={language}
          onChange={chooseLanguage}
        />
        <FormFailure error={form.failure} />
        <div className="form-actions form-start">
          <Button
            htmlType="submit"
            theme="solid"
            loading={form.busy}
            disabled={form.values.name.trim() === session.user.name}
          >
            {say('form.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
