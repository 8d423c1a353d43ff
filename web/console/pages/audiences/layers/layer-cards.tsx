import type { LayersAnswer } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { ChangeMark } from '../../../../ui/metric/change-mark.tsx';
import { fullNumber, percent, shortNumber } from '../../../../ui/metric/number-text.ts';
import { layerToken } from './layer-colour.ts';
import type { LayerName } from './use-layers.ts';

type Props = {
  readonly answer: LayersAnswer;
  readonly explained: LayerName | null;
  readonly onExplain: (layer: LayerName) => void;
};

/** How many stand in each layer, the closest first; each number opens what it means. */
export function LayerCards({ answer, explained, onExplain }: Props) {
  const { say, language } = useLanguage();
  const form = { unit: 'people' as const, currency: '', language };
  return (
    <section className="number-cards layer-cards" aria-label={say('layers.counts')}>
      {answer.layers.map(({ layer, people, before }) => (
        <button
          key={layer}
          type="button"
          className="metric"
          data-layer={layer}
          data-chosen={layer === explained}
          title={say(`layers.means.${layer}`, { days: answer.periodDays })}
          onClick={() => onExplain(layer)}
        >
          <span className="metric-name">
            <span>
              <i className="layer-dot" style={{ background: `var(${layerToken(layer)})` }} aria-hidden />{' '}
              {say(`layers.name.${layer}`)}
            </span>
          </span>
          <span className="metric-value number" title={fullNumber(people, form)}>
            {shortNumber(people, form)}
          </span>
          <span className="metric-foot">
            <ChangeMark value={people} before={before} unit="people" />
            <span className="quiet number">
              {answer.people === 0
                ? '–'
                : say('layers.shareShort', { share: percent(people / answer.people, language, 1) })}
            </span>
          </span>
        </button>
      ))}
    </section>
  );
}
