import { Link } from '@tanstack/react-router';
import { ApiProblem } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { problemText } from '../../ui/state/problem-text.ts';
import { Bar } from './bar.tsx';

/** The shape of what is coming; nothing jumps when it is there. */
export function Waiting() {
  return (
    <div className="waiting" aria-busy="true">
      <div className="bone" />
      <div className="bone" />
      <div className="bone" />
    </div>
  );
}

/** What happened, what is safe, and a way to try again. */
export function Failure({ error, again }: { error: unknown; again: () => void }) {
  const { say } = useLanguage();
  const { what, todo, code } = problemText(error);
  // Which of our stores is away is nothing to a shopper.
  const isAway = error instanceof ApiProblem && error.status >= 500;
  return (
    <div className="state" role="alert">
      <h2>{say(isAway ? 'store.away' : what)}</h2>
      <p>{say(isAway ? 'store.awayText' : todo)}</p>
      {code === 'not_found' ? (
        <a href="/" className="button">
          {say('store.toFeed')}
        </a>
      ) : (
        <button type="button" className="button" onClick={again}>
          {say('action.retry')}
        </button>
      )}
      <code className="quiet small">{code}</code>
    </div>
  );
}

/** Both with the way back, for pages that have no tabs below. */
export function PageWaiting() {
  return (
    <>
      <Bar title="" />
      <Waiting />
    </>
  );
}
export function PageFailure(props: { error: unknown; again: () => void }) {
  return (
    <>
      <Bar title="" />
      <Failure {...props} />
    </>
  );
}

type EmptyProps = {
  readonly title: string;
  readonly text: string;
  readonly to: '/' | '/me' | '/following';
  readonly action: string;
};

/** Says what will be here, and goes to where it begins. */
export function Empty({ title, text, to, action }: EmptyProps) {
  return (
    <div className="state">
      <h2>{title}</h2>
      <p>{text}</p>
      <Link to={to} className="button button-main">
        {action}
      </Link>
    </div>
  );
}
