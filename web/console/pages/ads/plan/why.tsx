import type { PlanDelivery, PlanView } from '#ads/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { percent, shortNumber } from '../../../../ui/metric/number-text.ts';

type Props = { readonly plan: PlanView; readonly delivery: PlanDelivery };

const fates = ['won', 'outranked', 'reserve', 'audience', 'frequency', 'lease'] as const;

/** Why a plan spends or does not: what stands in its way now, and what became of it in the last hour's auctions. */
export function Why({ plan, delivery }: Props) {
  const { say, language } = useLanguage();
  const { auctions, now, status } = delivery;
  const count = (value: number) => shortNumber(value, { unit: 'count', currency: plan.currency, language });
  const money = (minor: number) =>
    shortNumber(Math.round(minor), { unit: 'money', currency: plan.currency, language });
  const factor = now?.needed ?? null;
  const needed = factor === null ? '' : factor < 10 ? factor.toFixed(1) : count(Math.round(factor));
  return (
    <section className="card">
      <header className="card-head">
        <h2>{say('ads.why')}</h2>
      </header>
      <p className="form-text">{say(`ads.statusText.${status}`)}</p>
      {now ? (
        <>
          {status === 'serving' ? (
            <p className="form-text">
              {say(`ads.now.${now.outcome}`, {
                factor: needed,
                rivals: now.rivals,
              })}
            </p>
          ) : null}
          <dl className="ads-facts">
            <dt>{say('ads.pCtr')}</dt>
            <dd className="number">{percent(now.pCtr, language)}</dd>
            <dt>{say('ads.pCvr')}</dt>
            <dd className="number">{percent(now.pCvr, language)}</dd>
            <dt>{say('ads.bidNow')}</dt>
            <dd className="number">{money(now.bidPerOrder)}</dd>
            <dt>{say('ads.bidPerClick')}</dt>
            <dd className="number">{money(now.bidPerOrder * now.pCvr)}</dd>
            <dt>{say('ads.leastClick')}</dt>
            <dd className="number">{money(plan.leastClick)}</dd>
          </dl>
        </>
      ) : null}
      {auctions && auctions.decisions > 0 ? (
        <table className="ads-fates">
          <caption>{say('ads.lastHour', { count: auctions.decisions })}</caption>
          <tbody>
            {fates
              .filter((fate) => fate === 'won' || auctions[fate] > 0)
              .map((fate) => (
                <tr key={fate}>
                  <th scope="row" title={say(`ads.fateText.${fate}`)}>
                    {say(`ads.fate.${fate}`)}
                  </th>
                  <td className="number">{count(auctions[fate])}</td>
                  <td className="number quiet">
                    {percent(auctions[fate] / auctions.decisions, language, 1)}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      ) : (
        <p className="quiet">{say('ads.noAuctions')}</p>
      )}
    </section>
  );
}
