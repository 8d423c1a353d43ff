import { IconAlertTriangle } from '@douyinfe/semi-icons';
import { ApiProblem } from '../api/request.ts';
import { useLanguage } from '../language/language.tsx';
import { messageOrNull } from '../language/messages.ts';
import { problemText } from '../state/problem-text.ts';
import { reasonText } from '../state/reason-text.ts';
import './form.css';

/** Why a form or an act was refused, with what to do and the code. */
export function FormFailure({ error }: { error: unknown }) {
  const { say, language } = useLanguage();
  if (!error) return null;
  const { what, todo, code, detail } = problemText(error);
  const own = messageOrNull(language, `failure.${code}`);
  const reason = error instanceof ApiProblem ? reasonText(error.document, language) : detail;
  // What to do about a refusal is in its reason; the general advice is for pages with filters and dates.
  const advice = what === 'problem.refused' && detail ? '' : say(todo);
  return (
    <div className="form-failure" role="alert">
      <IconAlertTriangle />
      <div>
        {own ?? (
          <>
            {say(what)} {advice}
            {detail ? <span className="form-failure-detail">{reason}</span> : null}
          </>
        )}{' '}
        <code>{code}</code>
      </div>
    </div>
  );
}
