import { Button } from '@douyinfe/semi-ui-19';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { passwordLengthMin } from '#organisations/contract';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { resetPassword } from '../sign-in/auth-api.ts';
import { BareFrame } from '../sign-in/bare-frame.tsx';
import { PasswordField } from '../sign-in/password-field.tsx';

/** Where the link of the mail leads. */
export function Page() {
  const say = useSay();
  const { token } = useSearch({ strict: false }) as { token?: string };
  const [done, setDone] = useState(false);
  const form = useForm({
    initial: { newPassword: '' },
    check: ({ newPassword }) => ({
      newPassword: newPassword.length >= passwordLengthMin ? undefined : 'form.passwordTooShort',
    }),
    send: async ({ newPassword }) => {
      await resetPassword(token ?? '', newPassword);
      setDone(true);
    },
  });
  if (done || !token) {
    return (
      <BareFrame
        title={say(done ? 'auth.resetDoneTitle' : 'auth.noToken')}
        text={say(done ? 'auth.resetDoneText' : 'auth.noTokenText')}
      >
        <Link to={done ? '/sign-in' : '/forgot-password'} className="m-button">
          {say(done ? 'auth.signIn' : 'auth.forgotTitle')}
        </Link>
      </BareFrame>
    );
  }
  return (
    <BareFrame title={say('auth.resetTitle')} text={say('auth.resetText')}>
      <form className="form" noValidate onSubmit={form.submit}>
        <PasswordField
          id={form.idOf('newPassword')}
          autoComplete="new-password"
          autoFocus
          label={say('auth.newPassword')}
          help={say('auth.passwordHelp')}
          value={form.values.newPassword}
          error={form.errors.newPassword}
          onChange={(value) => form.set('newPassword', value)}
        />
        <FormFailure error={form.failure} />
        <Button htmlType="submit" theme="solid" size="large" block loading={form.busy}>
          {say('auth.setPassword')}
        </Button>
      </form>
      <div className="bare-links">
        <Link to="/forgot-password">{say('auth.sendLink')}</Link>
        <Link to="/sign-in">{say('auth.back')}</Link>
      </div>
    </BareFrame>
  );
}
