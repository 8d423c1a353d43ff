import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { requestReset } from '../sign-in/auth-api.ts';
import { BareFrame } from '../sign-in/bare-frame.tsx';
import { SendLine } from '../sign-in/send-line.tsx';

/** Asks for the link that sets a new password; says the same whether the address has an account or not. */
export function Page() {
  const say = useSay();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initial: { email: '' },
    check: ({ email }) => ({ email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : 'form.emailWrong' }),
    send: async ({ email }) => {
      await requestReset(email);
      setSentTo(email.trim());
    },
  });
  const back = (
    <div className="bare-links">
      <Link to="/sign-in">{say('auth.back')}</Link>
    </div>
  );
  if (sentTo !== null) {
    return (
      <BareFrame title={say('auth.sentTitle')} text={say('auth.sentText', { email: sentTo })}>
        {back}
      </BareFrame>
    );
  }
  return (
    <BareFrame title={say('auth.forgotTitle')} text={say('auth.forgotText')}>
      <form className="form" noValidate onSubmit={form.submit}>
        <TextField
          id={form.idOf('email')}
          type="email"
          inputMode="email"
          autoComplete="username"
          autoFocus
          label={say('auth.email')}
          value={form.values.email}
          error={form.errors.email}
          onChange={(value) => form.set('email', value)}
        />
        <SendLine form={form} label={say('auth.sendLink')} />
      </form>
      {back}
    </BareFrame>
  );
}
