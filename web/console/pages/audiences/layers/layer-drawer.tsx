import type { LayersAnswer } from '#audiences/contract';
import { Facts } from '../../../../ui/explain/facts.tsx';
import { SqlText } from '../../../../ui/explain/sql-text.tsx';
import { Dialog } from '../../../../ui/form/dialog.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { ChangeMark } from '../../../../ui/metric/change-mark.tsx';
import { fullNumber, percent } from '../../../../ui/metric/number-text.ts';
import { instantText } from '../../../../ui/metric/time-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { MakeAudience } from './make-audience.tsx';
import type { LayerName, useLayersAddress } from './use-layers.ts';
import '../../../../ui/explain/explain.css';

type Props = {
  readonly answer: LayersAnswer;
  readonly layer: LayerName;
  readonly asked: ReturnType<typeof useLayersAddress>['asked'];
  readonly onClose: () => void;
};

/** What a count means, of which day it is, when it was gathered, and by which statement. */
export function LayerDrawer({ answer, layer, asked, onClose }: Props) {
  const { say, language } = useLanguage();
  const { may } = useScope();
  const form = { unit: 'people' as const, currency: '', language };
  const { people = 0, before = 0 } = answer.layers.find((one) => one.layer === layer) ?? {};
  const { day, compareDay, zone } = answer;
  const facts: readonly (readonly [string, string])[] = [
    [say('layers.dayOf'), say(day.isWhole ? 'layers.dayText' : 'layers.dayRunning', { day: day.day, zone })],
    [say('layers.asOf'), `${instantText(day.builtAt, zone, language)} (${zone})`],
    [say('layers.against'), `${compareDay.day}: ${fullNumber(before, form)}`],
    [say('layers.share'), answer.people === 0 ? '–' : percent(people / answer.people, language)],
  ];
  return (
    <Dialog title={say(`layers.name.${layer}`)} onClose={onClose} shape="side">
      <div className="explain">
        <div className="explain-value">
          <strong className="number">{fullNumber(people, form)}</strong>
          <ChangeMark value={people} before={before} unit="people" />
        </div>
        {layer !== 'silent' && may('audiences:write') ? (
          <MakeAudience answer={answer} layer={layer} asked={asked} />
        ) : null}
        <section>
          <h3>{say('explain.definition')}</h3>
          <p>{say(`layers.means.${layer}`, { days: answer.periodDays })}</p>
          <p>{say('layers.exclusive')}</p>
          <Facts facts={facts} />
          <p className="quiet">{say('layers.rebuilt')}</p>
        </section>
        <SqlText sql={answer.sql} />
      </div>
    </Dialog>
  );
}
