import type { ValueFound } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber, percent } from '../../../../ui/metric/number-text.ts';

export type Fitted = Extract<ValueFound, { state: 'fitted' }>;

type Props = { readonly found: Fitted; readonly horizonDays: number };

/** A plain sentence about the fit first; then the parameters, for whoever wants to check them. */
export function FitCards({ found, horizonDays }: Props) {
  const { say, language } = useLanguage();
  const { model, spending, holdOut, verdict } = found;
  const form = { unit: 'people' as const, currency: '', language };
  const last = holdOut?.byWeek.at(-1);
  // The model of everything may be found while that of all but the last weeks, which is what is judged, is not.
  const said = verdict === 'unsettled' && found.isSettled ? 'unsettledHeldOut' : verdict;
  const parameter = (value: number) =>
    value >= 1_000 ? fullNumber(Math.round(value), form) : value.toPrecision(4);
  const signed = (share: number) => `${share > 0 ? '+' : ''}${percent(share, language, 1)}`;
  return (
    <div className="value-cards">
      <section className="card" aria-label={say('worth.reliable')}>
        <header className="card-head">
          <h2>{say('worth.reliable')}</h2>
        </header>
        <p className="value-verdict" data-verdict={verdict}>
          <strong>{say(`worth.verdict.${said}`)}</strong>
        </p>
        {last && holdOut ? (
          <p>
            {say('worth.heldOut', {
              weeks: holdOut.weeks,
              expected: fullNumber(Math.round(last.expected), form),
              real: fullNumber(last.real, form),
              off: last.real === 0 ? '–' : signed((last.expected - last.real) / last.real),
            })}
          </p>
        ) : (
          <p>{say('worth.noHoldOut')}</p>
        )}
        {found.days < horizonDays ? (
          <p>{say('worth.shortHistory', { days: found.days, horizon: horizonDays })}</p>
        ) : null}
        <p>
          {spending === null
            ? say('worth.noSpending')
            : spending.isUnrelated && spending.isSettled
              ? say('worth.spendingGood', { correlation: spending.correlation.toFixed(2) })
              : say('worth.spendingPoor', { correlation: spending.correlation.toFixed(2) })}
        </p>
      </section>
      <section className="card" aria-label={say('worth.model')}>
        <header className="card-head">
          <h2>{say('worth.model')}</h2>
        </header>
        <p className="quiet">{say('worth.modelText')}</p>
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
        <p className="quiet">{say(found.isSettled ? 'worth.settled' : 'worth.notSettled')}</p>
      </section>
    </div>
  );
}
