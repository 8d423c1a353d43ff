import type { ConditionOf } from '#audiences/contract';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import type { FieldsProps as Props } from './condition-fields.tsx';
import { DaysField, DeedField, WhereField, WindowField } from './fact-fields.tsx';
import { SmallChoice, SmallNumber } from './small-fields.tsx';

const comparisons = ['at_least', 'at_most', 'exactly'] as const;

export function DidFields({ condition, onChange }: Props<ConditionOf<'did'>>) {
  const say = useSay();
  const { what, times, window, where } = condition;
  return (
    <>
      <div className="aud-line">
        <DeedField
          deed={what}
          withBuying={false}
          onChange={(deed) => {
            if (deed !== 'bought') onChange({ ...condition, what: deed });
          }}
        />
        <SmallChoice
          label={say('audiences.comparison')}
          value={times.op}
          values={comparisons}
          say={(op) => say(`audiences.op.${op}`)}
          onChange={(op) => onChange({ ...condition, times: { ...times, op } })}
        />
        <span className="aud-unit">
          <SmallNumber
            label={say('audiences.times')}
            value={times.value}
            min={0}
            max={100_000}
            onChange={(value) => onChange({ ...condition, times: { ...times, value } })}
          />
          {say('audiences.times')}
        </span>
        <WindowField window={window} onChange={(next) => onChange({ ...condition, window: next })} />
      </div>
      <WhereField where={where} onChange={(next) => onChange({ ...condition, where: next })} />
    </>
  );
}

export function BoughtFields({ condition, onChange }: Props<ConditionOf<'bought'>>) {
  const say = useSay();
  const { organization } = useScope();
  const { measure, op, value, window, where } = condition;
  const currency = condition.currency ?? organization.currency;
  return (
    <>
      <div className="aud-line">
        <SmallChoice
          label={say('audiences.measure')}
          value={measure}
          values={['orders', 'items', 'amount', 'refunds']}
          say={(one) => say(`audiences.measure.${one}`)}
          onChange={(one) => onChange({ ...condition, measure: one, value: one === 'amount' ? 10_000 : 1 })}
        />
        <SmallChoice
          label={say('audiences.comparison')}
          value={op}
          values={comparisons}
          say={(one) => say(`audiences.op.${one}`)}
          onChange={(one) => onChange({ ...condition, op: one })}
        />
        {measure === 'amount' ? (
          <span className="aud-unit">
            <SmallNumber
              key="amount"
              label={say('audiences.measure.amount')}
              value={value / 100}
              min={0}
              max={1_000_000_000}
              step={0.01}
              onChange={(major) => onChange({ ...condition, value: Math.round(major * 100) })}
            />
            {currency}
          </span>
        ) : (
          <SmallNumber
            key="count"
            label={say('audiences.times')}
            value={value}
            min={0}
            max={100_000}
            onChange={(count) => onChange({ ...condition, value: count })}
          />
        )}
        <WindowField window={window} onChange={(next) => onChange({ ...condition, window: next })} />
      </div>
      <WhereField where={where} onChange={(next) => onChange({ ...condition, where: next })} />
    </>
  );
}

export function LastFields({ condition, onChange }: Props<ConditionOf<'last'>>) {
  const say = useSay();
  return (
    <>
      <div className="aud-line">
        <DeedField deed={condition.what} withBuying onChange={(what) => onChange({ ...condition, what })} />
        <SmallChoice
          label={say('audiences.recency')}
          value={condition.op}
          values={['within', 'longer_ago']}
          say={(op) => say(`audiences.recency.${op}`)}
          onChange={(op) => onChange({ ...condition, op })}
        />
        <DaysField days={condition.days} max={730} onChange={(days) => onChange({ ...condition, days })} />
      </div>
      <WhereField where={condition.where} onChange={(where) => onChange({ ...condition, where })} />
    </>
  );
}

export function SequenceFields({ condition, onChange }: Props<ConditionOf<'sequence'>>) {
  const say = useSay();
  const { steps, withinHours, window } = condition;
  const change = (place: number, part: Partial<(typeof steps)[number]>) =>
    onChange({ ...condition, steps: steps.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  return (
    <>
      <ol className="aud-steps">
        {steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <li key={place}>
            <div className="aud-line">
              <DeedField deed={step.what} withBuying onChange={(what) => change(place, { what })} />
              {steps.length > 2 ? (
                <button
                  type="button"
                  className="aud-quiet"
                  onClick={() => onChange({ ...condition, steps: steps.filter((_, at) => at !== place) })}
                >
                  {say('audiences.removeStep')}
                </button>
              ) : null}
            </div>
            <WhereField where={step.where} onChange={(where) => change(place, { where })} />
          </li>
        ))}
      </ol>
      {steps.length < 6 ? (
        <button
          type="button"
          className="aud-quiet"
          onClick={() => onChange({ ...condition, steps: [...steps, { what: 'bought', where: [] }] })}
        >
          + {say('audiences.addStep')}
        </button>
      ) : null}
      <div className="aud-line">
        <span className="aud-unit">
          {say('audiences.withinHours')}
          <SmallNumber
            label={say('audiences.withinHours')}
            value={withinHours}
            min={1}
            max={8_760}
            onChange={(hours) => onChange({ ...condition, withinHours: hours })}
          />
          {say('audiences.hours')}
        </span>
        <WindowField window={window} onChange={(next) => onChange({ ...condition, window: next })} />
      </div>
    </>
  );
}
