import { Button, Checkbox } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { verifyBackupCode, verifyCode } from './auth-api.ts';
import { BareFrame } from './bare-frame.tsx';
import { SendLine } from './send-line.tsx';

type Props = { readonly onDone: () => Promise<unknown>; readonly onBack: () => void };

/** Six digits of an authenticator app, or one of the backup codes for somebody who lost it. */
export function SecondFactor({ onDone, onBack }: Props) {
  const say = useSay();
  const [byBackup, setByBackup] = useState(false);
  const form = useForm({
    initial: { code: '', trust: false },
    check: ({ code }) => ({
      code: byBackup
        ? code.trim()
          ? undefined
          : 'form.required'
        : /^\d{6}$/.test(digits(code))
          ? undefined
          : 'auth.codeWrong',
    }),
    send: async ({ code, trust }) => {
      await (byBackup ? verifyBackupCode(code.trim(), trust) : verifyCode(digits(code), trust));
      await onDone();
    },
  });
  const swap = () => {
    setByBackup(!byBackup);
    form.reset();
  };
  return (
    <BareFrame title={say('auth.factorTitle')} text={say(byBackup ? 'auth.backupText' : 'auth.factorText')}>
      <form className="form" noValidate onSubmit={form.submit}>
        <TextField
          key={byBackup ? 'backup' : 'app'}
          id={form.idOf('code')}
          className={byBackup ? 'mono' : 'one-time-code'}
          label={say(byBackup ? 'auth.backupCode' : 'auth.code')}
          inputMode={byBackup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          maxLength={byBackup ? 40 : 9}
          autoFocus
          value={form.values.code}
          error={form.errors.code}
          onChange={(value) => form.set('code', value)}
        />
        <Checkbox
          checked={form.values.trust}
          onChange={(event) => form.set('trust', event.target.checked === true)}
        >
          {say('auth.trust')}
        </Checkbox>
        <SendLine form={form} label={say('auth.verify')} />
      </form>
      <div className="bare-links">
        <Button theme="borderless" onClick={swap}>
          {say(byBackup ? 'auth.useApp' : 'auth.useBackup')}
        </Button>
        <Button theme="borderless" type="tertiary" onClick={onBack}>
          {say('auth.back')}
        </Button>
      </div>
    </BareFrame>
  );
}

/** Apps show `123 456`, and people copy the space. */
const digits = (code: string) => code.replace(/\s/g, '');
