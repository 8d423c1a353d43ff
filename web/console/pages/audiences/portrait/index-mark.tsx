import { useSay } from '../../../../ui/language/language.tsx';
import { indexText } from './facet-text.ts';
import type { FacetValue } from './use-portrait.ts';

/** Above or below 100 for sure; even where that is not sure, or too few people to say. */
const toneOf = ({ tgi, isSure, isFew }: FacetValue): 'above' | 'below' | 'even' =>
  tgi === null || isFew || !isSure ? 'even' : tgi.low > 100 ? 'above' : 'below';

const marks = { above: '▲ ', below: '▼ ', even: '' } as const;

export const toneMark = (value: FacetValue): string => marks[toneOf(value)];

/** Two groups of the same people are as common in one as in the other, for sure. */
const isSame = ({ low, high }: NonNullable<FacetValue['tgi']>) => low === 100 && high === 100;

/** A TGI with its interval. */
export function IndexMark({ value }: { readonly value: FacetValue }) {
  const say = useSay();
  const { tgi, isSure, isFew } = value;
  if (tgi === null) return <span className="quiet">–</span>;
  return (
    <span className="index-mark number" data-tone={toneOf(value)}>
      <strong>
        {toneMark(value)}
        {indexText(tgi.value)}
      </strong>
      <small className="quiet">
        {indexText(tgi.low)}–{indexText(tgi.high)}
      </small>
      {isFew || !(isSure || isSame(tgi)) ? (
        <small className="quiet">{say(isFew ? 'portrait.few' : 'portrait.unsure')}</small>
      ) : null}
    </span>
  );
}
