import type { ReactNode } from 'react';
import type { PortraitView } from '#audiences/contract';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { ReckoningDrawer } from '../../../../ui/explain/reckoning.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { fullNumber, percent } from '../../../../ui/metric/number-text.ts';
import { indexText, valueText } from './facet-text.ts';
import type { FacetValue, PortraitFacet } from './use-portrait.ts';

type Props = {
  readonly value: FacetValue;
  readonly facet: PortraitFacet;
  readonly portrait: PortraitView;
  /** Tells the indexes of a page apart that are of the same value. */
  readonly side?: string;
  /** What is clicked. */
  readonly children: ReactNode;
};

/** A TGI that opens what it was made of; which one is open stands in the address. */
export function ExplainedIndex({ value, facet, portrait, side, children }: Props) {
  const { say, language } = useLanguage();
  const [search, change] = useSearchParts();
  const { dimension } = facet;
  const at = [side, dimension, value.value].filter((part) => part !== undefined).join('.');
  if (value.tgi === null) return children;
  const name = `${say(`portrait.dimension.${dimension}`)} · ${valueText(dimension, value.value, { language, currency: portrait.currency })}`;
  return (
    <>
      <button
        type="button"
        className="m-plain index-explain"
        title={say('explain.reckoning')}
        onClick={() => change({ about: at })}
      >
        {children}
      </button>
      {search.about === at ? (
        <Reckoned
          name={name}
          value={{ ...value, tgi: value.tgi }}
          facet={facet}
          portrait={portrait}
          onClose={() => change({ about: undefined })}
        />
      ) : null}
    </>
  );
}

function Reckoned(props: {
  readonly name: string;
  readonly value: FacetValue & { readonly tgi: NonNullable<FacetValue['tgi']> };
  readonly facet: PortraitFacet;
  readonly portrait: PortraitView;
  readonly onClose: () => void;
}) {
  const { say, language } = useLanguage();
  const { name, value, facet, portrait, onClose } = props;
  const { tgi, isSure, isFew } = value;
  const people = (count: number) => fullNumber(count, { unit: 'people', currency: '', language });
  const share = (part: number | null) => (part === null ? '–' : percent(part, language));
  const groupName = (group: PortraitView['base']) => group.name ?? say('portrait.everyone');
  const reckoned = (count: number, known: number, part: number | null) =>
    say('portrait.shareReckoned', { people: people(count), known: people(known), share: share(part) });
  const between = `${indexText(tgi.low)}–${indexText(tgi.high)}`;
  const { behaviourDays: days, orderDays } = portrait.windows;
  return (
    <ReckoningDrawer
      title={name}
      value={`TGI ${indexText(tgi.value)}`}
      beside={between}
      means={[
        say('portrait.indexMeans'),
        say(`portrait.about.${facet.dimension}`, { days, orderDays }),
        isFew ? say('portrait.fewText') : say(isSure ? 'portrait.sureText' : 'portrait.unsureText'),
      ]}
      facts={[
        [groupName(portrait.audience), reckoned(value.people, facet.known, value.share)],
        [groupName(portrait.base), reckoned(value.basePeople, facet.baseKnown, value.baseShare)],
        [
          'TGI',
          say('portrait.indexReckoned', {
            share: share(value.share),
            baseShare: share(value.baseShare),
            index: indexText(tgi.value),
          }),
        ],
        [say('portrait.intervalName'), say('portrait.intervalReckoned', { between })],
        [say('audiences.asOf'), <Moment key="as of" at={portrait.asOf} />],
      ]}
      onClose={onClose}
    />
  );
}
