import { Button } from '@douyinfe/semi-ui-19';
import { useSay } from '../language/language.tsx';
import { problemText } from './problem-text.ts';
import './state.css';

type Props = { readonly error: unknown; readonly onRetry?: () => unknown; readonly page?: boolean };

/** Says what happened, what to do, and a code. */
export function ErrorState({ error, onRetry, page = false }: Props) {
  const say = useSay();
  const { what, todo, code, detail } = problemText(error);
  return (
    <section className={page ? 'state state-page' : 'state'} role="alert">
      <h2>{say(what)}</h2>
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
        <code className="state-code">{code}</code>
      </div>
    </section>
  );
}
