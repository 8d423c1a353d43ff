import { Button, Popover } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import { comparisons } from '../address/address.ts';
import { useAddress } from '../address/use-address.ts';
import { QuietSelect } from '../choice/quiet-select.tsx';
import { useSay } from '../language/language.tsx';
import { useScope } from '../shell/scope.tsx';
import { type Period, presets, readPeriod } from './period.ts';
import './range.css';

const presetNames = {
  today: 'range.today',
  yesterday: 'range.yesterday',
  last7: 'range.last7',
  last30: 'range.last30',
  month: 'range.month',
} as const;
const comparisonNames = {
  previous_period: 'compare.previous',
  same_period_last_week: 'compare.week',
  same_period_last_year: 'compare.year',
  target: 'compare.target',
  peers: 'compare.peers',
  none: 'compare.none',
} as const;

/** When, and compared with what. The dates and their zone stand beside the choice, so nobody has to guess. */
export function RangePicker() {
  const say = useSay();
  const { range, zone } = useScope();
  const [{ period, comparison }, setAddress] = useAddress();
  const choose = (next: Period) => setAddress({ period: next });
  return (
    <div className="range">
      <fieldset className="range-presets" aria-label={say('range.label')}>
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={period.kind === preset}
            onClick={() => choose({ kind: preset })}
          >
            {say(presetNames[preset])}
          </button>
        ))}
        <CustomRange chosen={period.kind === 'custom'} from={range.from} to={range.to} onChoose={choose} />
      </fieldset>
      <QuietSelect
        label={say('compare.label')}
        prefix={say('compare.with')}
        value={comparison}
        options={[...comparisons, 'none' as const].map((value) => ({
          value,
          label: say(comparisonNames[value]),
        }))}
        onChange={(value) => setAddress({ comparison: value })}
      />
      <span className="range-dates number">
        {range.from === range.to ? range.from : `${range.from} – ${range.to}`} <span>{zone}</span>
      </span>
    </div>
  );
}

type CustomProps = { chosen: boolean; from: string; to: string; onChoose: (period: Period) => void };

function CustomRange({ chosen, from, to, onChoose }: CustomProps) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [dates, setDates] = useState({ from, to });
  const read = readPeriod(dates);
  return (
    <Popover
      trigger="custom"
      visible={open}
      onClickOutSide={() => setOpen(false)}
      onEscKeyDown={() => setOpen(false)}
      position="bottom"
      content={
        <form
          className="range-custom"
          onSubmit={(event) => {
            event.preventDefault();
            onChoose(read);
            setOpen(false);
          }}
        >
          <label>
            {say('range.from')}
            <input
              type="date"
              value={dates.from}
              max={dates.to}
              onChange={(event) => setDates({ ...dates, from: event.target.value })}
            />
          </label>
          <label>
            {say('range.to')}
            <input
              type="date"
              value={dates.to}
              min={dates.from}
              onChange={(event) => setDates({ ...dates, to: event.target.value })}
            />
          </label>
          <Button htmlType="submit" theme="solid" disabled={read.kind !== 'custom'}>
            {say('action.apply')}
          </Button>
        </form>
      }
    >
      <button
        type="button"
        aria-pressed={chosen}
        aria-expanded={open}
        onClick={() => {
          setDates({ from, to });
          setOpen(!open);
        }}
      >
        {say('range.custom')}
      </button>
    </Popover>
  );
}
