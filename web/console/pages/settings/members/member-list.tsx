import { IconDeleteStroked } from '@douyinfe/semi-icons';
import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MemberView, type Role, roles } from '#organisations/contract';
import { usePages } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { ConfirmByName } from '../../../../ui/form/confirm-by-name.tsx';
import { PlainSelect } from '../../../../ui/form/plain-select.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { instantText } from '../../../../ui/metric/time-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { problemText } from '../../../../ui/state/problem-text.ts';
import { Bones } from '../../../../ui/state/skeletons.tsx';

export function MemberList({ mayWrite }: { mayWrite: boolean }) {
  const { say } = useLanguage();
  const client = useQueryClient();
  const toast = useUndoToast();
  const members = usePages<MemberView>(['members'], '/api/members?limit=200');
  const [removing, setRemoving] = useState<MemberView | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ['members'] });

  const setRole = async (member: MemberView, role: Role) => {
    await request(`/api/members/${member.id}`, { method: 'PATCH', body: { role } });
    await refresh();
  };
  const changeRole = async (member: MemberView, role: Role) => {
    try {
      await setRole(member, role);
      const text = say('members.roleChanged', { name: member.name, role: say(`role.${role}`) });
      toast(text, () => setRole(member, member.role));
    } catch (error) {
      const { detail, code } = problemText(error);
      Toast.error(`${say('members.roleFailed')}. ${detail} (${code})`);
    }
  };
  return (
    <section className="card" aria-label={say('members.title')}>
      {members.items ? (
        <ul className="rows">
          {members.items.map((member) => (
            <MemberItem
              key={member.id}
              member={member}
              mayWrite={mayWrite}
              onRole={(role) => void changeRole(member, role)}
              onRemove={() => setRemoving(member)}
            />
          ))}
        </ul>
      ) : members.error ? (
        <ErrorState error={members.error} onRetry={members.refetch} />
      ) : (
        <Bones height={48} count={3} />
      )}
      {removing ? (
        <ConfirmByName
          title={say('members.removeTitle', { name: removing.name })}
          text={say('members.removeText')}
          name={removing.name}
          action={say('members.remove')}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await request(`/api/members/${removing.id}`, { method: 'DELETE' });
            await refresh();
            toast(say('members.removed', { name: removing.name }));
          }}
        />
      ) : null}
    </section>
  );
}

type ItemProps = {
  readonly member: MemberView;
  readonly mayWrite: boolean;
  readonly onRole: (role: Role) => void;
  readonly onRemove: () => void;
};

function MemberItem({ member, mayWrite, onRole, onRemove }: ItemProps) {
  const { say, language } = useLanguage();
  const { session, zone } = useScope();
  const isSelf = member.id === session.member?.id;
  return (
    <li className="row-item">
      <span className="avatar" aria-hidden="true">
        {[...member.name][0]?.toUpperCase()}
      </span>
      <div className="row-main">
        <span className="row-title">
          {member.name}
          {isSelf ? <span className="tag tag-good">{say('members.you')}</span> : null}
        </span>
        <span className="row-note">
          {member.email} · {say('members.since')} {instantText(member.createdAt, zone, language)}
        </span>
      </div>
      <div className="row-tools">
        {mayWrite && !isSelf ? (
          <>
            <PlainSelect
              aria-label={`${say('members.role')}: ${member.name}`}
              value={member.role}
              options={roles.map((value) => ({ value, label: say(`role.${value}`) }))}
              onChoose={(role) => onRole(role)}
            />
            <Button
              theme="borderless"
              type="tertiary"
              icon={<IconDeleteStroked />}
              aria-label={`${say('members.remove')}: ${member.name}`}
              onClick={onRemove}
            />
          </>
        ) : (
          <span className="tag">{say(`role.${member.role}`)}</span>
        )}
      </div>
    </li>
  );
}
