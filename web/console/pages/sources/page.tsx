import { IconPlus } from '@douyinfe/semi-icons';
import { Button } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { WriteKeyForm } from '../settings/keys/write-key-form.tsx';
import { EventCatalogue } from './event-catalogue.tsx';
import { FirstEvent } from './first-event.tsx';
import { RecentEvents } from './recent-events.tsx';
import { SourceList } from './source-list.tsx';
import '../../../ui/form/form.css';
import './sources.css';

/** Where events come from and whether they arrive. */
export function Page() {
  const say = useSay();
  const mayMakeKeys = useScope().may('keys:write');
  const [making, setMaking] = useState(false);
  const newSource = mayMakeKeys ? (
    <Button theme="solid" icon={<IconPlus />} onClick={() => setMaking(true)}>
      {say('sources.new')}
    </Button>
  ) : null;
  return (
    <div className="page sources">
      <header className="page-head">
        <div>
          <h1>{say('sources.title')}</h1>
          <p>{say('sources.text')}</p>
        </div>
        {newSource}
      </header>
      <SourceList newSource={newSource} />
      <div className="sources-two">
        <RecentEvents />
        <FirstEvent />
      </div>
      <EventCatalogue />
      {making ? <WriteKeyForm onClose={() => setMaking(false)} /> : null}
    </div>
  );
}
