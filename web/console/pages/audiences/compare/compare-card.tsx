import type { PortraitView } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { ExplainedIndex } from '../portrait/explained-index.tsx';
import { indexText, shareText, valueText } from '../portrait/facet-text.ts';
import { IndexMark, toneMark } from '../portrait/index-mark.tsx';
import { useFolded } from '../portrait/use-folded.ts';
import type { FacetValue, PortraitFacet } from '../portrait/use-portrait.ts';

type Props = {
  /** The first audience against the second one: both shares and how they differ. */
  readonly facet: PortraitFacet;
  /** Either against everybody. */
  readonly first: PortraitView | undefined;
  readonly second: PortraitView | undefined;
  readonly pair: PortraitView;
};

/** One dimension of two audiences side by side; between them stands how they differ, and how surely. */
export function CompareCard({ facet, first, second, pair }: Props) {
  const { say, language } = useLanguage();
  const { dimension, isShown, values } = facet;
  const title = say(`portrait.dimension.${dimension}`);
  const there = values.filter(({ people, basePeople }) => people + basePeople > 0);
  const { shown, hidden, open } = useFolded(there);
  const longest = Math.max(0.0001, ...there.flatMap(({ share, baseShare }) => [share ?? 0, baseShare ?? 0]));
  return (
    <section className="card facet" aria-label={title} data-dimension={dimension}>
      <header className="card-head">
        <h2>{title}</h2>
      </header>
      {isShown ? (
        <table className="facet-table compare-table">
          <thead>
            <tr>
              <th scope="col">{say('portrait.value')}</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
              <th scope="col">{say('compare.index')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.value}>
                <th scope="row">
                  {valueText(dimension, one.value, { language, currency: pair.currency })}
                  <PairBars value={one} longest={longest} />
                </th>
                <td>
                  <ShareAndIndex
                    share={one.share}
                    side="a"
                    of={first}
                    dimension={dimension}
                    value={one.value}
                  />
                </td>
                <td>
                  <ShareAndIndex
                    share={one.baseShare}
                    side="b"
                    of={second}
                    dimension={dimension}
                    value={one.value}
                  />
                </td>
                <td>
                  <ExplainedIndex value={one} facet={facet} portrait={pair}>
                    <IndexMark value={one} />
                  </ExplainedIndex>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="explain-note">{say('portrait.notShown', { smallest: pair.smallest })}</p>
      )}
      {isShown && hidden > 0 ? (
        <button type="button" className="facet-more" onClick={open}>
          {say('portrait.more', { count: hidden })}
        </button>
      ) : null}
    </section>
  );
}

/** The share, and its own index against everybody known; the interval of that is a touch away. */
function ShareAndIndex(props: {
  readonly share: number | null;
  readonly side: string;
  readonly of: PortraitView | undefined;
  readonly dimension: PortraitFacet['dimension'];
  readonly value: string;
}) {
  const { say, language } = useLanguage();
  const { share, side, of, dimension } = props;
  const facet = of?.dimensions.find((one) => one.dimension === dimension);
  const value = facet?.values.find((one) => one.value === props.value);
  return (
    <span className="index-mark number">
      <strong>{shareText(share, language)}</strong>
      {of && facet && value?.tgi ? (
        <ExplainedIndex value={value} facet={facet} portrait={of} side={side}>
          <small className="quiet">
            {toneMark(value)}
            {say('portrait.index')} {indexText(value.tgi.value)}
          </small>
        </ExplainedIndex>
      ) : null}
    </span>
  );
}

function PairBars({ value, longest }: { readonly value: FacetValue; readonly longest: number }) {
  const width = (part: number | null) => `${((part ?? 0) / longest) * 100}%`;
  return (
    <span className="pair-bars" aria-hidden="true">
      <i style={{ width: width(value.share) }} />
      <b style={{ width: width(value.baseShare) }} />
    </span>
  );
}
