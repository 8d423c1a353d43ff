import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import type { InvitationView } from '#organisations/contract';
import { usePages } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { instantText } from '../../../../ui/metric/time-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { problemText } from '../../../../ui/state/problem-text.ts';
import { Bones } from '../../../../ui/state/skeletons.tsx';

const tagOf = { open: 'tag tag-warn', accepted: 'tag tag-good', revoked: 'tag', expired: 'tag' } as const;

export function InvitationList() {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const client = useQueryClient();
  const invitations = usePages<InvitationView>(['invitations'], '/api/invitations');
  const withdraw = async (invitation: InvitationView) => {
    try {
      await request(`/api/invitations/${invitation.id}/revoke`, { body: {} });
      Toast.success(say('members.withdrawn', { email: invitation.email }));
    } catch (error) {
      Toast.error(`${problemText(error).detail} (${problemText(error).code})`);
    }
    await client.invalidateQueries({ queryKey: ['invitations'] });
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say('members.invitations')}</h2>
      </div>
      {invitations.error && !invitations.items ? (
        <ErrorState error={invitations.error} onRetry={invitations.refetch} />
      ) : !invitations.items ? (
        <Bones height={40} count={2} />
      ) : invitations.items.length === 0 ? (
        <p className="form-text">{say('members.noInvitations')}</p>
      ) : (
        <ul className="rows">
          {invitations.items.map((invitation) => (
            <li
              key={invitation.id}
              className={invitation.state === 'open' ? 'row-item' : 'row-item row-gone'}
            >
              <div className="row-main">
                <span className="row-title">
                  {invitation.email}
                  <span className={tagOf[invitation.state]}>{say(`members.state.${invitation.state}`)}</span>
                </span>
                <span className="row-note">
                  {say(`role.${invitation.role}`)}
                  {invitation.invitedBy
                    ? ` · ${say('members.invitedBy', { name: invitation.invitedBy })}`
                    : ''}
                  {invitation.state === 'open'
                    ? ` · ${say('members.until', { until: instantText(invitation.expiresAt, zone, language) })}`
                    : ''}
                </span>
              </div>
              {invitation.state === 'open' ? (
                <Button
                  theme="borderless"
                  type="tertiary"
                  aria-label={`${say('members.withdraw')}: ${invitation.email}`}
                  onClick={() => void withdraw(invitation)}
                >
                  {say('members.withdraw')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {invitations.more ? (
        <Button block loading={invitations.moreLoading} onClick={invitations.more}>
          {say('table.more')}
        </Button>
      ) : null}
    </section>
  );
}
