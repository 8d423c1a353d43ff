import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { passwordLengthMin } from '#organisations/contract';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { resetPassword } from '../sign-in/auth-api.ts';
import { BareFrame } from '../sign-in/bare-frame.tsx';
import { NewPasswordField } from '../sign-in/password-field.tsx';
import { SendLine } from '../sign-in/send-line.tsx';

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
        <NewPasswordField
          id={form.idOf('newPassword')}
          autoFocus
          label={say('auth.newPassword')}
          value={form.values.newPassword}
          error={form.errors.newPassword}
          onChange={(value) => form.set('newPassword', value)}
        />
        <SendLine form={form} label={say('auth.setPassword')} />
      </form>
      <div className="bare-links">
        <Link to="/forgot-password">{say('auth.sendLink')}</Link>
        <Link to="/sign-in">{say('auth.back')}</Link>
      </div>
    </BareFrame>
  );
}
