import { Button, Progress } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { ImportView } from '#shop/contract';
import { Dialog } from '../../../ui/form/dialog.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import { messageOrNull } from '../../../ui/language/messages.ts';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { leftText } from '../imports/figures-text.ts';
import { useImportActs } from './use-import-acts.ts';

/** How far it is, how fast, how long still. */
export function RunningImport({ item }: { item: ImportView }) {
  const { say, language } = useLanguage();
  const { cancel } = useImportActs(item.id);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { progress } = item;
  const count = (value: number) => fullNumber(value, { unit: 'count', currency: 'CNY', language });
  const phase = messageOrNull(language, `imports.phase.${progress.phase}`);
  const stop = async () => {
    setAsking(false);
    setError(null);
    await cancel().catch(setError);
  };
  return (
    <section className="card import-running">
      <div className="card-head">
        <div>
          <h2>{phase ?? say('imports.runningTitle')}</h2>
          <p>{say('imports.runningText')}</p>
        </div>
        <Button onClick={() => setAsking(true)}>{say('imports.cancel')}</Button>
      </div>
      <Progress
        percent={Math.floor(progress.done * 100)}
        showInfo
        size="large"
        aria-label={say('imports.runningTitle')}
      />
      <FormFailure error={error} />
      <dl className="import-figures" aria-live="off">
        <div>
          <dt>{say('imports.rowsRead')}</dt>
          <dd className="number">{count(progress.rowsRead)}</dd>
          {progress.rowsTotal ? (
            <dd className="quiet">{say('imports.ofRows', { all: count(progress.rowsTotal) })}</dd>
          ) : null}
        </div>
        <div>
          <dt>{say('imports.speed')}</dt>
          <dd className="number">
            {progress.rowsPerSecond === null ? '–' : count(Math.round(progress.rowsPerSecond))}
          </dd>
        </div>
        <div>
          <dt>{say('imports.timeLeft')}</dt>
          <dd className="number">{leftText(progress.secondsLeft, say)}</dd>
        </div>
        <div>
          <dt>{say('imports.rejected')}</dt>
          <dd className="number">{count(progress.rowsRejected)}</dd>
        </div>
      </dl>
      {asking ? (
        <Dialog title={say('imports.cancelTitle')} onClose={() => setAsking(false)}>
          <div className="form">
            <p className="form-text">{say('imports.cancelText')}</p>
            <div className="form-actions">
              <Button onClick={() => setAsking(false)}>{say('imports.keepGoing')}</Button>
              <Button theme="solid" type="danger" onClick={() => void stop()}>
                {say('imports.cancel')}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </section>
  );
}
