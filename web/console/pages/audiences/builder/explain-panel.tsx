import { Button } from '@douyinfe/semi-ui-19';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExplanationView, Rule, SampleView } from '#audiences/contract';
import { ApiProblem, request } from '../../../../ui/api/request.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { conditionsIn, type DraftGroup } from './rule-draft.ts';
import { SaidText } from './said-text.tsx';

type Person = SampleView['people'][number];
type Explained = { readonly answer: ExplanationView; readonly draft: DraftGroup };

const textOf = (person: Person) => person.userId ?? `#${person.number}`;

/** Why somebody is in or is not: by an id that is pasted, or picked from a sample. */
export function ExplainPanel({ rule, draft }: { readonly rule: Rule | null; readonly draft: DraftGroup }) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const sample = useMutation({
    mutationFn: (asked: Rule) => request<SampleView>('/api/audiences/sample', { body: { rule: asked } }),
  });
  const explain = useMutation({
    mutationFn: async (asked: { rule: Rule; person: string; draft: DraftGroup }): Promise<Explained> => ({
      answer: await request<ExplanationView>('/api/audiences/explain', {
        body: { rule: asked.rule, person: asked.person },
      }),
      draft: asked.draft,
    }),
  });
  const ask = (person: string) => {
    if (rule !== null && person !== '') explain.mutate({ rule, person, draft });
  };
  const isTooSmall = sample.error instanceof ApiProblem && sample.error.code === 'audience_too_small';
  const isUnknown = explain.error instanceof ApiProblem && explain.error.status === 404;
  return (
    <section className="card aud-explain">
      <h2>{say('audiences.explain')}</h2>
      <form
        className="aud-line"
        onSubmit={(event) => {
          event.preventDefault();
          ask(typed.trim());
        }}
      >
        <input
          className="aud-input aud-input-wide"
          aria-label={say('audiences.person')}
          placeholder={say('audiences.person')}
          value={typed}
          maxLength={260}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button htmlType="submit" disabled={rule === null || typed.trim() === ''} loading={explain.isPending}>
          {say('audiences.why')}
        </Button>
        <Button
          theme="borderless"
          disabled={rule === null}
          loading={sample.isPending}
          onClick={() => rule !== null && sample.mutate(rule)}
        >
          {say('audiences.sample')}
        </Button>
      </form>
      {isTooSmall ? <p className="quiet">{say('audiences.sampleTooSmall')}</p> : null}
      {sample.error && !isTooSmall ? <ErrorState error={sample.error} /> : null}
      {sample.data && !sample.error ? (
        <p className="aud-chips">
          {sample.data.people.map((person) => (
            <button
              key={person.number}
              type="button"
              className="aud-chip"
              onClick={() => {
                setTyped(textOf(person));
                ask(`#${person.number}`);
              }}
            >
              {textOf(person)}
            </button>
          ))}
        </p>
      ) : null}
      {isUnknown ? <p role="alert">{say('audiences.personUnknown')}</p> : null}
      {explain.error && !isUnknown ? <ErrorState error={explain.error} /> : null}
      {explain.data && !explain.error ? <Explanation {...explain.data} /> : null}
    </section>
  );
}

function Explanation({ answer, draft }: Explained) {
  const say = useSay();
  const conditions = conditionsIn(draft);
  return (
    <div role="status">
      <p>
        <strong>{textOf(answer.person)}</strong>{' '}
        <span className={answer.holds ? 'aud-verdict aud-in' : 'aud-verdict'}>
          {say(answer.holds ? 'audiences.isIn' : 'audiences.isOut')}
        </span>
      </p>
      <ul className="aud-evidence">
        {answer.conditions.map(({ holds, evidence }, place) => {
          const part = conditions[place];
          if (!part) return null;
          const isMet = holds !== part.isNot;
          return (
            <li key={part.key}>
              <span aria-hidden>{isMet ? '✓' : '✗'}</span>{' '}
              <span className="visually-hidden">{say(isMet ? 'audiences.met' : 'audiences.notMet')}</span>
              {part.isNot ? `${say('audiences.turn.not')} ` : ''}
              {say(`audiences.kind.${part.condition.kind}`)}
              {': '}
              {evidence.length === 1 && evidence[0] ? (
                <SaidText said={evidence[0]} of="evidence" />
              ) : (
                <ul className="aud-reasons">
                  {evidence.map((said) => (
                    <li key={`${said.code} ${said.values.feature}`}>
                      <SaidText said={said} of="evidence" />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
