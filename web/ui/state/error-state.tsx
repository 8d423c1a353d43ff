import { Button } from '@douyinfe/semi-ui-19';
import { PageLink } from '../address/page-link.tsx';
import { useLanguage } from '../language/language.tsx';
import { clockText } from '../metric/time-text.ts';
import { problemText } from './problem-text.ts';
import './state.css';

type Props = { readonly error: unknown; readonly onRetry?: () => unknown; readonly page?: boolean };

/** Says what happened and since when, what to do, and a code. */
export function ErrorState({ error, onRetry, page = false }: Props) {
  const { say, language } = useLanguage();
  const { what, todo, code, detail, sinceMs } = problemText(error);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <section className={page ? 'state state-page' : 'state'} role="alert">
      <h2>
        {sinceMs === null
          ? say(what)
          : say('problem.since', { what: say(what), time: clockText(sinceMs, zone, language) })}
      </h2>
      <p>
        {say(todo)}
        {detail ? <span className="state-detail">{detail}</span> : null}
      </p>
      <div className="state-action">
        {onRetry ? (
          <Button theme="solid" onClick={() => onRetry()}>
            {say('action.retry')}
          </Button>
        ) : null}
        {code === 'several_currencies' ? (
          <PageLink to="/settings/rates" className="m-button">
            {say('rates.goSet')}
          </PageLink>
        ) : null}
        <code className="state-code">{code}</code>
      </div>
    </section>
  );
}
