import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { passwordLengthMin } from '#organisations/contract';
import { request } from '../../../ui/api/request.ts';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { currencyOptions } from '../settings/structure/currencies.ts';
import { zoneOptions } from '../settings/zones.ts';
import { BareFrame } from '../sign-in/bare-frame.tsx';
import { NewPasswordField } from '../sign-in/password-field.tsx';
import { SendLine } from '../sign-in/send-line.tsx';

/** Where the link leads that a server without people prints at its start: the first organisation and owner. */
export function Page() {
  const { say } = useLanguage();
  const { token } = useSearch({ strict: false }) as { token?: string };
  const state = useQuery({
    queryKey: ['set-up'],
    queryFn: () => request<{ open: boolean }>('/api/set-up'),
  });
  if (!token || state.data?.open === false) {
    return (
      <BareFrame title={say('setUp.closed')} text={say('setUp.closedText')}>
        <Link to="/sign-in" className="m-button">
          {say('auth.signIn')}
        </Link>
      </BareFrame>
    );
  }
  return (
    <BareFrame title={say('setUp.title')} text={say('setUp.text')}>
      {state.error ? <FormFailure error={state.error} /> : null}
      {state.data ? <SetUpForm token={token} /> : state.error ? null : <Bones height={44} count={4} />}
    </BareFrame>
  );
}

function SetUpForm({ token }: { token: string }) {
  const { say, language } = useLanguage();
  const client = useQueryClient();
  const router = useRouter();
  const form = useForm({
    initial: {
      organization: '',
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      currency: language === 'zh' ? 'CNY' : 'USD',
      name: '',
      email: '',
      password: '',
    },
    check: (values) => ({
      organization: values.organization.trim() ? undefined : 'form.required',
      name: values.name.trim() ? undefined : 'form.required',
      email: /^\S+@\S+\.\S+$/.test(values.email.trim()) ? undefined : 'form.emailWrong',
      password: values.password.length >= passwordLengthMin ? undefined : 'form.passwordTooShort',
    }),
    send: async ({ organization, zone, currency, name, email, password }) => {
      const body = {
        token,
        organization: { name: organization, zone, currency },
        owner: { name, email: email.trim(), password },
      };
      await request('/api/set-up', { body });
      router.history.replace('/console/settings/structure');
      await client.resetQueries();
    },
  });
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <TextField
        id={form.idOf('organization')}
        autoFocus
        maxLength={120}
        label={say('setUp.organization')}
        help={say('setUp.organizationHelp')}
        value={form.values.organization}
        error={form.errors.organization}
        onChange={(value) => form.set('organization', value)}
      />
      <div className="form-row">
        <ChoiceField
          id={form.idOf('zone')}
          label={say('organization.zone')}
          options={zoneOptions(form.values.zone)}
          value={form.values.zone}
          error={form.errors.zone}
          onChange={(value) => form.set('zone', value)}
        />
        <ChoiceField
          id={form.idOf('currency')}
          label={say('organization.currency')}
          options={currencyOptions(language, form.values.currency)}
          value={form.values.currency}
          error={form.errors.currency}
          onChange={(value) => form.set('currency', value)}
        />
      </div>
      <TextField
        id={form.idOf('name')}
        autoComplete="name"
        maxLength={120}
        label={say('auth.inviteName')}
        value={form.values.name}
        error={form.errors.name}
        onChange={(value) => form.set('name', value)}
      />
      <TextField
        id={form.idOf('email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        label={say('auth.email')}
        value={form.values.email}
        error={form.errors.email}
        onChange={(value) => form.set('email', value)}
      />
      <NewPasswordField
        id={form.idOf('password')}
        label={say('auth.password')}
        value={form.values.password}
        error={form.errors.password}
        onChange={(value) => form.set('password', value)}
      />
      <SendLine form={form} label={say('setUp.start')} />
    </form>
  );
}
