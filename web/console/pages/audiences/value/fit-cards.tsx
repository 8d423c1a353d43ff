import type { ValueFound } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber, percent } from '../../../../ui/metric/number-text.ts';

export type Fitted = Extract<ValueFound, { state: 'fitted' }>;

/** A plain sentence about the fit first; then the parameters, for whoever wants to check them. */
export function FitCards({ found }: { readonly found: Fitted }) {
  const { say, language } = useLanguage();
  const { model, spending, holdOut, verdict } = found;
  const form = { unit: 'people' as const, currency: '', language };
  const last = holdOut?.byWeek.at(-1);
  const parameter = (value: number) =>
    value >= 1_000 ? fullNumber(Math.round(value), form) : value.toPrecision(4);
  const signed = (share: number) => `${share > 0 ? '+' : ''}${percent(share, language, 1)}`;
  return (
    <div className="value-cards">
      <section className="card" aria-label={say('value.reliable')}>
        <header className="card-head">
          <h2>{say('value.reliable')}</h2>
        </header>
        <p className="value-verdict" data-verdict={verdict}>
          <strong>{say(`value.verdict.${verdict}`)}</strong>
        </p>
        {last && holdOut ? (
          <p>
            {say('value.heldOut', {
              weeks: holdOut.weeks,
              expected: fullNumber(Math.round(last.expected), form),
              real: fullNumber(last.real, form),
              off: last.real === 0 ? '–' : signed((last.expected - last.real) / last.real),
            })}
          </p>
        ) : (
          <p>{say('value.noHoldOut')}</p>
        )}
        <p>
          {spending === null
            ? say('value.noSpending')
            : spending.isUnrelated && spending.isSettled
              ? say('value.spendingGood', { correlation: spending.correlation.toFixed(2) })
              : say('value.spendingPoor', { correlation: spending.correlation.toFixed(2) })}
        </p>
      </section>
      <section className="card" aria-label={say('value.model')}>
        <header className="card-head">
          <h2>{say('value.model')}</h2>
        </header>
        <p className="quiet">{say('value.modelText')}</p>
        <dl className="value-parameters number">
          {(['r', 'alpha', 'a', 'b'] as const).map((name) => (
            <div key={name}>
              <dt>{name === 'alpha' ? 'α' : name}</dt>
              <dd>{parameter(model[name])}</dd>
            </div>
          ))}
          {spending === null
            ? null
            : (['p', 'q', 'gamma'] as const).map((name) => (
                <div key={name}>
                  <dt>{name === 'gamma' ? 'γ' : name}</dt>
                  <dd>{parameter(spending.model[name])}</dd>
                </div>
              ))}
        </dl>
        <p className="quiet">{say(found.isSettled ? 'value.settled' : 'value.notSettled')}</p>
      </section>
    </div>
  );
}
