import { Button } from '@douyinfe/semi-ui-19';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { type InvitationOffer, passwordLengthMin } from '#organisations/contract';
import { request } from '../../../ui/api/request.ts';
import { type Session, useSession } from '../../../ui/api/session.ts';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { instantText } from '../../../ui/metric/time-text.ts';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { signOut } from '../sign-in/auth-api.ts';
import { BareFrame } from '../sign-in/bare-frame.tsx';
import { NewPasswordField } from '../sign-in/password-field.tsx';
import { SendLine } from '../sign-in/send-line.tsx';

/** Where the link of an invitation leads: a new person gives a name and a password, a known one only agrees. */
export function Page() {
  const { say, language } = useLanguage();
  const { token } = useSearch({ strict: false }) as { token?: string };
  const session = useSession();
  const offer = useQuery({
    queryKey: ['invitation', token],
    enabled: Boolean(token),
    queryFn: () =>
      request<InvitationOffer>(`/api/invitations/accept?token=${encodeURIComponent(token ?? '')}`),
  });
  if (!token || offer.error) {
    return (
      <BareFrame title={say('auth.inviteGone')} text={say('auth.inviteGoneText')}>
        {offer.error ? <FormFailure error={offer.error} /> : null}
        <div className="bare-links">
          <Link to="/sign-in">{say('auth.back')}</Link>
        </div>
      </BareFrame>
    );
  }
  if (!offer.data || session.data === undefined) {
    return (
      <BareFrame title="…">
        <Bones height={40} count={3} />
      </BareFrame>
    );
  }
  const { organizationName, email, role, expiresAt } = offer.data;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const until = instantText(expiresAt, zone, language);
  return (
    <BareFrame
      title={say('auth.inviteTitle', { organization: organizationName })}
      text={say('auth.inviteText', { role: say(`role.${role}`), email, until })}
    >
      <Acceptance offer={offer.data} token={token} session={session.data} />
    </BareFrame>
  );
}

type Props = {
  readonly offer: InvitationOffer;
  readonly token: string;
  readonly session: Session | null;
};

function Acceptance({ offer, token, session }: Props) {
  const { say } = useLanguage();
  const client = useQueryClient();
  const router = useRouter();
  const enter = async (body: object) => {
    await request('/api/invitations/accept', { body: { token, ...body } });
    // The invitation is used up; asking for it again would only say so.
    client.removeQueries({ queryKey: ['invitation'] });
    router.history.replace('/console/cockpit');
    await client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'invitation' });
  };
  if (session && session.user.email !== offer.email) {
    const leave = async () => {
      await signOut();
      await client.resetQueries({ queryKey: ['session'] });
    };
    return (
      <>
        <p className="form-text">
          {say('auth.inviteOther', { current: session.user.email, email: offer.email })}
        </p>
        <Button size="large" block onClick={() => void leave()}>
          {say('auth.signOut')}
        </Button>
      </>
    );
  }
  if (session) return <AgreeForm email={offer.email} onAgree={() => enter({})} />;
  if (offer.hasAccount) {
    const next = `/invitation?token=${encodeURIComponent(token)}`;
    return (
      <>
        <p className="form-text">{say('auth.inviteSignIn', { email: offer.email })}</p>
        <Link to="/sign-in" search={{ next } as never} className="m-button">
          {say('auth.signIn')}
        </Link>
      </>
    );
  }
  return <NewPersonForm email={offer.email} onJoin={enter} />;
}

function AgreeForm({ email, onAgree }: { email: string; onAgree: () => Promise<unknown> }) {
  const { say } = useLanguage();
  const form = useForm({ initial: {}, send: onAgree });
  return (
    <form className="form" onSubmit={form.submit}>
      <SendLine form={form} label={say('auth.joinAs', { email })} />
    </form>
  );
}

type NewPersonProps = { readonly email: string; readonly onJoin: (body: object) => Promise<unknown> };

function NewPersonForm({ email, onJoin }: NewPersonProps) {
  const { say } = useLanguage();
  const form = useForm({
    initial: { name: '', password: '' },
    check: ({ name, password }) => ({
      name: name.trim() ? undefined : 'form.required',
      password: password.length >= passwordLengthMin ? undefined : 'form.passwordTooShort',
    }),
    send: onJoin,
  });
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      {/* Password managers file the new password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        id={form.idOf('name')}
        autoComplete="name"
        autoFocus
        maxLength={120}
        label={say('auth.inviteName')}
        help={say('auth.inviteNameHelp')}
        value={form.values.name}
        error={form.errors.name}
        onChange={(value) => form.set('name', value)}
      />
      <NewPasswordField
        id={form.idOf('password')}
        label={say('auth.password')}
        value={form.values.password}
        error={form.errors.password}
        onChange={(value) => form.set('password', value)}
      />
      <SendLine form={form} label={say('auth.join')} />
    </form>
  );
}
