import { Button } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type InvitationView, type Role, roles } from '#organisations/contract';
import { request } from '../../../../ui/api/request.ts';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { Dialog } from '../../../../ui/form/dialog.tsx';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { SecretBox } from '../../../../ui/form/secret-box.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { instantText } from '../../../../ui/metric/time-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { permissionsText } from './role-table.tsx';

type Made = InvitationView & { readonly link: string };

/** Makes an invitation, and shows its link once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const client = useQueryClient();
  const [made, setMade] = useState<Made | null>(null);
  const form = useForm({
    draft: 'invitation',
    initial: { email: '', role: 'content' as Role },
    check: ({ email }) => ({ email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : 'form.emailWrong' }),
    send: async ({ email, role }) => {
      setMade(await request<Made>('/api/invitations', { body: { email: email.trim(), role } }));
      await client.invalidateQueries({ queryKey: ['invitations'] });
    },
  });
  const title = made ? say('members.inviteDone', { email: made.email }) : say('members.inviteTitle');
  return (
    <Dialog title={title} onClose={onClose}>
      {made ? (
        <div className="form">
          <p className="form-text">
            {say('members.inviteDoneText', { until: instantText(made.expiresAt, zone, language) })}
          </p>
          <SecretBox label={say('members.copyLink')} text={made.link} />
          <div className="form-actions">
            <Button
              onClick={() => {
                form.reset({ email: '', role: made.role });
                setMade(null);
              }}
            >
              {say('members.inviteAnother')}
            </Button>
            <Button theme="solid" onClick={onClose}>
              {say('form.done')}
            </Button>
          </div>
        </div>
      ) : (
        <form className="form" noValidate onSubmit={form.submit}>
          <p className="form-text">{say('members.inviteText')}</p>
          <TextField
            id={form.idOf('email')}
            type="email"
            inputMode="email"
            autoFocus
            autoComplete="off"
            label={say('auth.email')}
            value={form.values.email}
            error={form.errors.email}
            onChange={(value) => form.set('email', value)}
          />
          <ChoiceField
            id={form.idOf('role')}
            label={say('members.role')}
            help={permissionsText(form.values.role, say)}
            options={roles.map((value) => ({ value, label: say(`role.${value}`) }))}
            value={form.values.role}
            error={form.errors.role}
            onChange={(value) => form.set('role', value)}
          />
          <FormFailure error={form.failure} />
          <div className="form-actions">
            <Button onClick={onClose}>{say('form.cancel')}</Button>
            <Button htmlType="submit" theme="solid" loading={form.busy}>
              {say('members.sendInvite')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
