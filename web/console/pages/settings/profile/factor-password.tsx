import { Button } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../../ui/api/request.ts';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { PasswordField } from '../../sign-in/password-field.tsx';
import { BackupCodes } from './backup-codes.tsx';

/** Turning it off, or making new backup codes, asks for the password again. */
export function FactorPassword({ act, onClose }: { act: 'stop' | 'codes'; onClose: () => void }) {
  const say = useSay();
  const client = useQueryClient();
  const toast = useUndoToast();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => ({ password: password ? undefined : 'form.required' }),
    send: async ({ password }) => {
      if (act === 'codes') {
        const made = await request<{ backupCodes: string[] }>('/api/auth/two-factor/generate-backup-codes', {
          body: { password },
        });
        setCodes(made.backupCodes);
        return;
      }
      await request('/api/auth/two-factor/disable', { body: { password } });
      toast(say('profile.factorStopped'));
      onClose();
      await client.invalidateQueries({ queryKey: ['session'] });
    },
  });
  if (codes) return <BackupCodes codes={codes} onKept={onClose} />;
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <PasswordField
        id={form.idOf('password')}
        autoFocus
        autoComplete="current-password"
        label={say('auth.password')}
        help={say('profile.factorPassword')}
        value={form.values.password}
        error={form.errors.password}
        onChange={(value) => form.set('password', value)}
      />
      <FormFailure error={form.failure} />
      <div className="form-actions form-start">
        <Button
          htmlType="submit"
          theme="solid"
          type={act === 'stop' ? 'danger' : 'primary'}
          loading={form.busy}
        >
          {say(act === 'stop' ? 'profile.factorStop' : 'profile.newCodes')}
        </Button>
        <Button onClick={onClose}>{say('form.cancel')}</Button>
      </div>
    </form>
  );
}
