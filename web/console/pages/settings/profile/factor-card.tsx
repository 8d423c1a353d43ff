import { Button } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { FactorPassword } from './factor-password.tsx';
import { FactorSetup } from './factor-setup.tsx';

type Step = 'rest' | 'start' | 'stop' | 'codes';

/** Two-step sign-in: on or off, and how to change that. */
export function FactorCard() {
  const say = useSay();
  const { session } = useScope();
  const [step, setStep] = useState<Step>('rest');
  const isOn = session.user.twoFactorEnabled;
  const rest = () => setStep('rest');
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say('profile.factor')}</h2>
        <p>{say(isOn ? 'profile.factorOn' : 'profile.factorOff')}</p>
      </div>
      {step === 'rest' ? (
        <div className="form-actions form-start">
          {isOn ? (
            <>
              <Button onClick={() => setStep('codes')}>{say('profile.newCodes')}</Button>
              <Button type="danger" onClick={() => setStep('stop')}>
                {say('profile.factorStop')}
              </Button>
            </>
          ) : (
            <Button theme="solid" onClick={() => setStep('start')}>
              {say('profile.factorStart')}
            </Button>
          )}
        </div>
      ) : null}
      {step === 'start' ? <FactorSetup onClose={rest} /> : null}
      {step === 'stop' || step === 'codes' ? <FactorPassword act={step} onClose={rest} /> : null}
    </section>
  );
}
