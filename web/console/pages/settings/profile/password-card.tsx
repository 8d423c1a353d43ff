import { Button } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { passwordLengthMin } from '#organisations/contract';
import { request } from '../../../../ui/api/request.ts';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { PasswordField } from '../../sign-in/password-field.tsx';

export function PasswordCard() {
  const say = useSay();
  const client = useQueryClient();
  const toast = useUndoToast();
  const form = useForm({
    initial: { currentPassword: '', newPassword: '' },
    check: ({ currentPassword, newPassword }) => ({
      currentPassword: currentPassword ? undefined : 'form.required',
      newPassword: newPassword.length >= passwordLengthMin ? undefined : 'form.passwordTooShort',
    }),
    send: async (values) => {
      await request('/api/auth/change-password', { body: { ...values, revokeOtherSessions: true } });
      form.reset();
      toast(say('profile.passwordChanged'));
      await client.invalidateQueries({ queryKey: ['sign-ins'] });
    },
  });
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say('profile.password')}</h2>
        <p>{say('profile.passwordText')}</p>
      </div>
      <form className="form" noValidate onSubmit={form.submit}>
        <PasswordField
          id={form.idOf('currentPassword')}
          autoComplete="current-password"
          label={say('profile.currentPassword')}
          value={form.values.currentPassword}
          error={form.errors.currentPassword}
          onChange={(value) => form.set('currentPassword', value)}
        />
        <PasswordField
          id={form.idOf('newPassword')}
          autoComplete="new-password"
          label={say('auth.newPassword')}
          help={say('auth.passwordHelp')}
          value={form.values.newPassword}
          error={form.errors.newPassword}
          onChange={(value) => form.set('newPassword', value)}
        />
        <FormFailure error={form.failure} />
        <div className="form-actions form-start">
          <Button htmlType="submit" loading={form.busy}>
            {say('profile.changePassword')}
          </Button>
        </div>
      </form>
    </section>
  );
}
