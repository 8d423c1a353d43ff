import { Button } from '@douyinfe/semi-ui-19';
import { CopyButton } from '../../../../ui/form/copy-button.tsx';
import { useSay } from '../../../../ui/language/language.tsx';

/** Shown once: they open the account when the phone is gone. */
export function BackupCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const say = useSay();
  return (
    <div className="form">
      <p className="form-text">{say('profile.backupText')}</p>
      <ul className="backup-codes" aria-label={say('profile.backupCodes')}>
        {codes.map((code) => (
          <li key={code} className="mono" data-secret>
            {code}
          </li>
        ))}
      </ul>
      <div className="form-actions form-start">
        <Button theme="solid" onClick={onKept}>
          {say('profile.kept')}
        </Button>
        <CopyButton text={codes.join('\n')} label={say('profile.copyCodes')} />
      </div>
    </div>
  );
}
