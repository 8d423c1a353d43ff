import { Button } from '@douyinfe/semi-ui-19';
import { type CodeSample, CodeSamples } from '../../../../ui/form/code-samples.tsx';
import { Dialog } from '../../../../ui/form/dialog.tsx';
import { SecretBox } from '../../../../ui/form/secret-box.tsx';
import { useSay } from '../../../../ui/language/language.tsx';

type Props = {
  readonly name: string;
  readonly secret: string;
  readonly samples: readonly CodeSample[];
  readonly onClose: () => void;
};

/** A fresh key, shown once, with code that uses it. */
export function MadeKey({ name, secret, samples, onClose }: Props) {
  const say = useSay();
  return (
    <Dialog shape="wide" title={say('keys.madeTitle', { name })} onClose={onClose}>
      <div className="form">
        <p className="form-text">{say('keys.madeText')}</p>
        <SecretBox label={say('keys.copyKey')} text={secret} />
        <strong>{say('keys.use')}</strong>
        <CodeSamples label={say('keys.use')} samples={samples} />
        <div className="form-actions">
          <Button theme="solid" onClick={onClose}>
            {say('form.done')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
