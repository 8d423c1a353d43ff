import type { PortraitView } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { indexText, shareText, valueText } from '../portrait/facet-text.ts';
import { IndexMark, toneMark } from '../portrait/index-mark.tsx';
import { useFolded } from '../portrait/use-folded.ts';
import type { FacetValue, PortraitFacet } from '../portrait/use-portrait.ts';

type Props = {
  /** The first audience against the second one: both shares and how they differ. */
  readonly facet: PortraitFacet;
  /** Either against the base. */
  readonly first: PortraitFacet | undefined;
  readonly second: PortraitFacet | undefined;
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
  const indexOf = (of: PortraitFacet | undefined, value: string) =>
    of?.values.find((one) => one.value === value);
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
                  <ShareAndIndex share={one.share} of={indexOf(first, one.value)} />
                </td>
                <td>
                  <ShareAndIndex share={one.baseShare} of={indexOf(second, one.value)} />
                </td>
                <td>
                  <IndexMark value={one} />
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
function ShareAndIndex({
  share,
  of,
}: {
  readonly share: number | null;
  readonly of: FacetValue | undefined;
}) {
  const { say, language } = useLanguage();
  const tgi = of?.tgi;
  return (
    <span className="index-mark number">
      <strong>{shareText(share, language)}</strong>
      {of && tgi ? (
        <small className="quiet" title={`${indexText(tgi.low)}–${indexText(tgi.high)}`}>
          {toneMark(of)}
          {say('portrait.index')} {indexText(tgi.value)}
        </small>
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
