import { Button, Collapsible, Toast } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import { useSay } from '../language/language.tsx';

/** The statement as it ran, to read or to copy. */
export function SqlText({ sql }: { sql: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(sql);
    Toast.success(say('action.copied'));
  };
  return (
    <section>
      <div className="explain-sql-head">
        <h3>SQL</h3>
        <Button size="small" theme="borderless" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(open ? 'explain.hideSql' : 'explain.showSql')}
        </Button>
        <Button size="small" theme="borderless" onClick={() => void copy()}>
          {say('action.copy')}
        </Button>
      </div>
      <Collapsible isOpen={open}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long statement scrolls, so the keyboard must reach it. */}
        <pre className="explain-sql" tabIndex={0}>
          {sql}
        </pre>
      </Collapsible>
    </section>
  );
}
