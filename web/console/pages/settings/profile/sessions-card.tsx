import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../../ui/api/request.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { instantText } from '../../../../ui/metric/time-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { problemText } from '../../../../ui/state/problem-text.ts';
import { Bones } from '../../../../ui/state/skeletons.tsx';
import { deviceName } from './device-name.ts';

type SignIn = {
  readonly token: string;
  readonly userAgent?: string | null;
  readonly ipAddress?: string | null;
  readonly createdAt: string;
};
type Current = { readonly session: SignIn } | null;

/** Every place I am signed in, and ending one. */
export function SessionsCard() {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['sign-ins'],
    queryFn: async () => {
      const [all, current] = await Promise.all([
        request<SignIn[]>('/api/auth/list-sessions'),
        request<Current>('/api/auth/get-session'),
      ]);
      const own = current?.session.token;
      return all
        .map((one) => ({ ...one, isOwn: one.token === own }))
        .sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || b.createdAt.localeCompare(a.createdAt));
    },
  });
  const end = async (path: string, body: object) => {
    try {
      await request(path, { body });
      Toast.success(say('profile.ended'));
    } catch (error) {
      Toast.error(`${problemText(error).detail} (${problemText(error).code})`);
    }
    await client.invalidateQueries({ queryKey: ['sign-ins'] });
  };
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{say('profile.sessions')}</h2>
          <p>{say('profile.sessionsText')}</p>
        </div>
      </div>
      {query.error && !query.data ? <ErrorState error={query.error} onRetry={query.refetch} /> : null}
      {!query.data && !query.error ? <Bones height={44} count={2} /> : null}
      <ul className="rows">
        {query.data?.map((one) => (
          <li key={one.token} className="row-item">
            <div className="row-main">
              <span className="row-title">
                {deviceName(one.userAgent) ?? say('profile.unknownDevice')}
                {one.isOwn ? <span className="tag tag-good">{say('profile.thisDevice')}</span> : null}
              </span>
              <span className="row-note">
                {one.ipAddress ? `${one.ipAddress} · ` : ''}
                {say('profile.signedInAt', { when: instantText(one.createdAt, zone, language) })}
              </span>
            </div>
            {one.isOwn ? null : (
              <Button
                theme="borderless"
                type="danger"
                onClick={() => void end('/api/auth/revoke-session', { token: one.token })}
              >
                {say('profile.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {(query.data?.length ?? 0) > 1 ? (
        <div className="form-actions form-start">
          <Button onClick={() => void end('/api/auth/revoke-other-sessions', {})}>
            {say('profile.endOthers')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
