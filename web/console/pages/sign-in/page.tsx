import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Search } from '../../../ui/address/address.ts';
import { useSession } from '../../../ui/api/session.ts';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { signIn } from './auth-api.ts';
import { BareFrame } from './bare-frame.tsx';
import { nextAddress } from './next-address.ts';
import { PasswordField } from './password-field.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SendLine } from './send-line.tsx';

/** E-mail and password, then the second step where somebody set it up. */
export function Page() {
  const { next } = useSearch({ strict: false }) as Search & { next?: string };
  const client = useQueryClient();
  const router = useRouter();
  const session = useSession();
  const [step, setStep] = useState<'password' | 'factor'>('password');
  const signedIn = session.data != null;
  useEffect(() => {
    if (signedIn) router.history.replace(nextAddress(next));
  }, [signedIn, next, router]);
  const enter = () => client.resetQueries();
  return step === 'factor' ? (
    <SecondFactor onDone={enter} onBack={() => setStep('password')} />
  ) : (
    <PasswordStep onDone={enter} onFactor={() => setStep('factor')} />
  );
}

type StepProps = { readonly onDone: () => Promise<unknown>; readonly onFactor: () => void };

function PasswordStep({ onDone, onFactor }: StepProps) {
  const say = useSay();
  const form = useForm({
    initial: { email: '', password: '' },
    check: ({ email, password }) => ({
      email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : 'form.emailWrong',
      password: password ? undefined : 'form.required',
    }),
    send: async ({ email, password }) => {
      const { twoFactorRedirect } = await signIn(email, password);
      if (twoFactorRedirect) onFactor();
      else await onDone();
    },
  });
  return (
    <BareFrame title={say('auth.signInTitle')} text={say('auth.signInText')}>
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
        <PasswordField
          id={form.idOf('password')}
          autoComplete="current-password"
          label={say('auth.password')}
          aside={<Link to="/forgot-password">{say('auth.forgot')}</Link>}
          value={form.values.password}
          error={form.errors.password}
          onChange={(value) => form.set('password', value)}
        />
        <SendLine form={form} label={say('auth.signIn')} />
      </form>
      <p className="bare-hint">{say('auth.demoHint')}</p>
    </BareFrame>
  );
}
