import { Button } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../../ui/api/request.ts';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { SecretBox } from '../../../../ui/form/secret-box.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { PasswordField } from '../../sign-in/password-field.tsx';
import { BackupCodes } from './backup-codes.tsx';
import { QrCode } from './qr-code.tsx';

type Secret = { readonly totpURI: string; readonly backupCodes: readonly string[] };

/** Password, then scan, then a first code, then the backup codes: only then is it on. */
export function FactorSetup({ onClose }: { onClose: () => void }) {
  const [secret, setSecret] = useState<Secret | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const client = useQueryClient();
  if (secret && confirmed) {
    const finish = async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ['session'] });
    };
    return <BackupCodes codes={secret.backupCodes} onKept={() => void finish()} />;
  }
  return secret ? (
    <Scan uri={secret.totpURI} onConfirmed={() => setConfirmed(true)} onClose={onClose} />
  ) : (
    <AskPassword onSecret={setSecret} onClose={onClose} />
  );
}

function AskPassword({ onSecret, onClose }: { onSecret: (secret: Secret) => void; onClose: () => void }) {
  const say = useSay();
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => ({ password: password ? undefined : 'form.required' }),
    send: async ({ password }) =>
      onSecret(await request<Secret>('/api/auth/two-factor/enable', { body: { password } })),
  });
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
        <Button htmlType="submit" theme="solid" loading={form.busy}>
          {say('profile.factorStart')}
        </Button>
        <Button onClick={onClose}>{say('form.cancel')}</Button>
      </div>
    </form>
  );
}

type ScanProps = { readonly uri: string; readonly onConfirmed: () => void; readonly onClose: () => void };

function Scan({ uri, onConfirmed, onClose }: ScanProps) {
  const say = useSay();
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => ({ code: /^\d{6}$/.test(code.replace(/\s/g, '')) ? undefined : 'auth.codeWrong' }),
    send: async ({ code }) => {
      await request('/api/auth/two-factor/verify-totp', { body: { code: code.replace(/\s/g, '') } });
      onConfirmed();
    },
  });
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <p className="form-text">{say('profile.factorScan')}</p>
      <QrCode text={uri} label={say('profile.factorQr')} />
      <SecretBox label={say('form.copy')} text={new URL(uri).searchParams.get('secret') ?? uri} />
      <TextField
        id={form.idOf('code')}
        className="one-time-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        maxLength={9}
        label={say('profile.factorConfirm')}
        value={form.values.code}
        error={form.errors.code}
        onChange={(value) => form.set('code', value)}
      />
      <FormFailure error={form.failure} />
      <div className="form-actions form-start">
        <Button htmlType="submit" theme="solid" loading={form.busy}>
          {say('profile.factorFinish')}
        </Button>
        <Button onClick={onClose}>{say('form.cancel')}</Button>
      </div>
    </form>
  );
}
