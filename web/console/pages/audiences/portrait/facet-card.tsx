import type { PortraitView } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { ExplainedIndex } from './explained-index.tsx';
import { shareText, valueText } from './facet-text.ts';
import { IndexMark } from './index-mark.tsx';
import { ShareBar } from './share-bar.tsx';
import { StrategyRules } from './strategy-rules.tsx';
import { useFolded } from './use-folded.ts';
import type { PortraitFacet } from './use-portrait.ts';

type Props = { readonly facet: PortraitFacet; readonly portrait: PortraitView };

/** One dimension: the share of the audience over that of the base, value by value, and the index between them. */
export function FacetCard({ facet, portrait }: Props) {
  const { say, language } = useLanguage();
  const { dimension, known, baseKnown, isShown } = facet;
  const title = say(`portrait.dimension.${dimension}`);
  const form = { unit: 'people' as const, currency: portrait.currency, language };
  const values = facet.values.filter(({ people, basePeople }) => people + basePeople > 0);
  const { shown, hidden, open } = useFolded(values);
  const longest = Math.max(0.0001, ...values.flatMap(({ share, baseShare }) => [share ?? 0, baseShare ?? 0]));
  return (
    <section className="card facet" aria-label={title} data-dimension={dimension}>
      <header className="card-head">
        <h2>{title}</h2>
      </header>
      <p className="quiet">
        {say('portrait.known', {
          known: fullNumber(known, form),
          people: fullNumber(portrait.audience.people, form),
          baseKnown: fullNumber(baseKnown, form),
        })}{' '}
        {say(`portrait.about.${dimension}`, {
          days: portrait.windows.behaviourDays,
          orderDays: portrait.windows.orderDays,
        })}
      </p>
      {isShown ? (
        <table className="facet-table">
          <thead>
            <tr>
              <th scope="col">{say('portrait.value')}</th>
              <th scope="col">{say('portrait.share')}</th>
              <th scope="col">{say('portrait.baseShare')}</th>
              <th scope="col">{say('portrait.index')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.value}>
                <th scope="row">
                  <span title={valueText(dimension, one.value, form)}>
                    {valueText(dimension, one.value, form)}
                  </span>
                  <ShareBar share={one.share} baseShare={one.baseShare} longest={longest} />
                </th>
                <td className="number" title={fullNumber(one.people, form)}>
                  {shareText(one.share, language)}
                </td>
                <td className="number quiet" title={fullNumber(one.basePeople, form)}>
                  {shareText(one.baseShare, language)}
                </td>
                <td>
                  <ExplainedIndex value={one} facet={facet} portrait={portrait}>
                    <IndexMark value={one} />
                  </ExplainedIndex>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="explain-note">{say('portrait.notShown', { smallest: portrait.smallest })}</p>
      )}
      {isShown && hidden > 0 ? (
        <button type="button" className="facet-more" onClick={open}>
          {say('portrait.more', { count: hidden })}
        </button>
      ) : null}
      {dimension === 'strategy_group' ? <StrategyRules /> : null}
    </section>
  );
}
