import { IconInviteStroked } from '@douyinfe/semi-icons';
import { Button } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { PageFrame } from '../page-frame.tsx';
import { InvitationList } from './invitation-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MemberList } from './member-list.tsx';
import { RoleTable } from './role-table.tsx';

/** Who works here, who is invited, and what each role may do. */
export function Page() {
  const say = useSay();
  const mayWrite = useScope().may('members:write');
  const [inviting, setInviting] = useState(false);
  return (
    <PageFrame
      title={say('members.title')}
      text={say('members.text')}
      tools={
        mayWrite ? (
          <Button theme="solid" icon={<IconInviteStroked />} onClick={() => setInviting(true)}>
            {say('members.invite')}
          </Button>
        ) : null
      }
    >
      <MemberList mayWrite={mayWrite} />
      {mayWrite ? <InvitationList /> : null}
      <RoleTable />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </PageFrame>
  );
}
