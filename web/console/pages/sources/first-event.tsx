import { Radio, RadioGroup } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import { CodeSamples } from '../../../ui/form/code-samples.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { eventSamples } from '../settings/keys/snippets.ts';

/** Code that sends an event to this instance; only the key has to be put in. */
export function FirstEvent() {
  const say = useSay();
  const [kind, setKind] = useState<'browser' | 'server'>('browser');
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{say('sources.how')}</h2>
          <p>{say('sources.howText')}</p>
        </div>
        <RadioGroup
          type="button"
          buttonSize="small"
          aria-label={say('keys.kind')}
          value={kind}
          onChange={(event) => setKind(event.target.value as 'browser' | 'server')}
        >
          <Radio value="browser">{say('sources.browser')}</Radio>
          <Radio value="server">{say('sources.server')}</Radio>
        </RadioGroup>
      </div>
      <CodeSamples
        key={kind}
        label={say('sources.how')}
        samples={eventSamples(location.origin, 'WRITE_KEY', kind)}
      />
    </section>
  );
}
