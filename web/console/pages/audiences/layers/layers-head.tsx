import { type LayersAnswer, layerPeriods } from '#audiences/contract';
import { addDays, dateOf } from '#kernel/time';
import { QuietSelect } from '../../../../ui/choice/quiet-select.tsx';
import { TabList } from '../../../../ui/choice/tab-list.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { type useLayersAddress, views } from './use-layers.ts';

type Props = {
  readonly address: ReturnType<typeof useLayersAddress>;
  readonly answer: LayersAnswer | undefined;
};

/** Which people are told apart, over which period, on which two days. */
export function LayersHead({ address, answer }: Props) {
  const say = useSay();
  const { organization } = useScope();
  const { view, periodDays, change } = address;
  const zone = answer?.zone ?? organization.zone;
  const today = dateOf(Date.now(), zone);
  const day = address.asked.day ?? addDays(today, -1);
  const against = address.against ?? addDays(day, -7);
  return (
    <header className="page-head">
      <div>
        <h1>{say('nav.layers')}</h1>
        <p>{say('layers.sentence')}</p>
      </div>
      <div className="layer-choices">
        <TabList
          label={say('layers.view')}
          tabs={views.map((value) => ({ value, label: say(`layers.view.${value}`) }))}
          value={view}
          onChoose={(next) =>
            change({
              view: next === 'layers' ? undefined : next,
              move: undefined,
              layer: undefined,
              about: undefined,
            })
          }
        />
        {view === 'layers' ? (
          <QuietSelect
            label={say('layers.period')}
            prefix={say('layers.period')}
            value={String(periodDays)}
            options={layerPeriods.map((days) => ({
              value: String(days),
              label: say('layers.days', { days }),
            }))}
            onChange={(days) => change({ window: days === '30' ? undefined : days })}
          />
        ) : null}
        <DayField
          label={say('layers.day')}
          value={day}
          max={today}
          onChange={(next) => change({ day: next, against: against < next ? address.against : undefined })}
        />
        <DayField
          label={say('layers.against')}
          value={against}
          max={addDays(day, -1)}
          onChange={(next) => change({ against: next })}
        />
        <span className="quiet number">{zone}</span>
      </div>
    </header>
  );
}

type DayProps = {
  readonly label: string;
  readonly value: string;
  readonly max: string;
  readonly onChange: (day: string) => void;
};

/** The browser's own calendar; a day that is not whole yet, or too late, changes nothing. */
function DayField({ label, value, max, onChange }: DayProps) {
  return (
    <label className="quiet-select layer-day">
      <span className="quiet-select-prefix">{label}</span>
      <input
        type="date"
        value={value}
        max={max}
        onChange={({ target }) => {
          if (target.value !== '' && target.value <= max) onChange(target.value);
        }}
      />
    </label>
  );
}
