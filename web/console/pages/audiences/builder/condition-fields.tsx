import {
  type Condition,
  type ConditionOf,
  layerPeriods,
  layers,
  o5a,
  personAttributes,
  valueMeasures,
} from '#audiences/contract';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { useAudienceNames, useChoices } from '../use-audiences.ts';
import { ChipChoice } from './chip-choice.tsx';
import { DaysField, DeedField, WhereField, WindowField } from './fact-fields.tsx';
import { attributeValues, beginnings } from './new-conditions.ts';
import { SmallChoice, SmallNumber } from './small-fields.tsx';

type Props<C extends Condition> = { readonly condition: C; readonly onChange: (condition: Condition) => void };

const comparisons = ['at_least', 'at_most', 'exactly'] as const;

/** The words and fields of one condition, by its kind. */
export function ConditionFields({ condition, onChange }: Props<Condition>) {
  switch (condition.kind) {
    case 'did':
      return <DidFields condition={condition} onChange={onChange} />;
    case 'bought':
      return <BoughtFields condition={condition} onChange={onChange} />;
    case 'last':
      return <LastFields condition={condition} onChange={onChange} />;
    case 'sequence':
      return <SequenceFields condition={condition} onChange={onChange} />;
    case 'attribute':
      return <AttributeFields condition={condition} onChange={onChange} />;
    case 'taste':
      return <TasteFields condition={condition} onChange={onChange} />;
    case 'active':
      return <ActiveFields condition={condition} onChange={onChange} />;
    case 'layer':
      return <LayerFields condition={condition} onChange={onChange} />;
    case 'value':
      return <ValueFields condition={condition} onChange={onChange} />;
    case 'audience':
    case 'look_alike':
      return <AudienceFields condition={condition} onChange={onChange} />;
  }
}

function DidFields({ condition, onChange }: Props<ConditionOf<'did'>>) {
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

function BoughtFields({ condition, onChange }: Props<ConditionOf<'bought'>>) {
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

function LastFields({ condition, onChange }: Props<ConditionOf<'last'>>) {
  const say = useSay();
  return (
    <>
      <div className="aud-line">
        <DeedField
          deed={condition.what}
          withBuying
          onChange={(what) => onChange({ ...condition, what })}
        />
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

function SequenceFields({ condition, onChange }: Props<ConditionOf<'sequence'>>) {
  const say = useSay();
  const { steps, withinHours, window } = condition;
  return (
    <>
      <ol className="aud-steps">
        {steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <li key={place} className="aud-line">
            <DeedField
              deed={step.what}
              withBuying
              onChange={(what) =>
                onChange({
                  ...condition,
                  steps: steps.map((one, at) => (at === place ? { ...one, what } : one)),
                })
              }
            />
            {steps.length > 2 ? (
              <button
                type="button"
                className="aud-quiet"
                onClick={() => onChange({ ...condition, steps: steps.filter((_, at) => at !== place) })}
              >
                {say('audiences.removeStep')}
              </button>
            ) : null}
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

function AttributeFields({ condition, onChange }: Props<ConditionOf<'attribute'>>) {
  const say = useSay();
  const { attribute, values } = condition;
  return (
    <div className="aud-line">
      <SmallChoice
        label={say('audiences.attribute')}
        value={attribute}
        values={personAttributes}
        say={(one) => say(`audiences.attribute.${one}`)}
        onChange={(one) => onChange({ ...condition, attribute: one, values: [] })}
      />
      <ChipChoice
        key={attribute}
        label={say('audiences.values')}
        values={values}
        options={attributeValues[attribute].map((value) => ({
          value,
          label: say(`audiences.attributeValue.${value === '' ? 'unknown' : value}`),
        }))}
        isOpen={attribute === 'birth_cohort'}
        onChange={(next) => onChange({ ...condition, values: [...next] })}
      />
    </div>
  );
}

function TasteFields({ condition, onChange }: Props<ConditionOf<'taste'>>) {
  const say = useSay();
  const choices = useChoices();
  const { of, values, share, timesMin, lastDays } = condition;
  const offered = of === 'category' ? choices.productCategories : choices.contentCategories;
  return (
    <>
      <div className="aud-line">
        <SmallChoice
          label={say('audiences.tasteOf')}
          value={of}
          values={['content_category', 'category']}
          say={(one) => say(`audiences.tasteOf.${one}`)}
          onChange={(one) => onChange({ ...condition, of: one, values: [] })}
        />
        <ChipChoice
          key={of}
          label={say('audiences.values')}
          values={values}
          options={offered.map(({ value }) => ({ value, label: value }))}
          isOpen
          onChange={(next) => onChange({ ...condition, values: [...next] })}
        />
      </div>
      <div className="aud-line">
        <span className="aud-unit">
          {say('audiences.tasteShare')}
          <SmallNumber
            label={say('audiences.tasteShare')}
            value={Math.round(share * 100)}
            min={0}
            max={100}
            onChange={(percent) => onChange({ ...condition, share: percent / 100 })}
          />
          %
        </span>
        <span className="aud-unit">
          {say('audiences.tasteTimes')}
          <SmallNumber
            label={say('audiences.tasteTimes')}
            value={timesMin}
            min={1}
            max={1_000}
            onChange={(times) => onChange({ ...condition, timesMin: times })}
          />
          {say('audiences.times')}
        </span>
        <span className="aud-unit">
          {say('audiences.window.last')}
          <DaysField days={lastDays} max={365} onChange={(days) => onChange({ ...condition, lastDays: days })} />
        </span>
      </div>
    </>
  );
}

const hours = Array.from({ length: 24 }, (_, hour) => String(hour));
const weekdays = ['0', '1', '2', '3', '4', '5', '6'] as const;

function ActiveFields({ condition, onChange }: Props<ConditionOf<'active'>>) {
  const say = useSay();
  const { platforms } = useChoices();
  const { by, values, lastDays } = condition;
  const options =
    by === 'hour'
      ? hours.map((value) => ({ value, label: `${value.padStart(2, '0')}:00` }))
      : by === 'weekday'
        ? weekdays.map((value) => ({ value, label: say(`audiences.weekday.${value}`) }))
        : platforms.map(({ value }) => ({ value, label: value }));
  return (
    <div className="aud-line">
      <SmallChoice
        label={say('audiences.activeBy')}
        value={by}
        values={['hour', 'weekday', 'platform']}
        say={(one) => say(`audiences.activeBy.${one}`)}
        onChange={(one) => onChange({ ...condition, by: one, values: [] })}
      />
      <ChipChoice
        key={by}
        label={say('audiences.values')}
        values={values}
        options={options}
        isOpen={by === 'platform'}
        onChange={(next) => onChange({ ...condition, values: [...next] })}
      />
      <span className="aud-unit">
        {say('audiences.window.last')}
        <DaysField days={lastDays} max={365} onChange={(days) => onChange({ ...condition, lastDays: days })} />
      </span>
    </div>
  );
}

function LayerFields({ condition, onChange }: Props<ConditionOf<'layer'>>) {
  const say = useSay();
  const { structure } = useScope();
  const { view, brandId, shopId } = condition;
  const holder = brandId ?? shopId ?? 'all';
  const holders = [...structure.brands, ...structure.shops];
  return (
    <div className="aud-line">
      <SmallChoice
        label={say('audiences.layerOf')}
        value={holder}
        values={['all', ...holders.map(({ id }) => id)]}
        say={(id) => holders.find((one) => one.id === id)?.name ?? say('audiences.wholeOrganisation')}
        onChange={(id) =>
          onChange({
            ...condition,
            brandId: structure.brands.some((one) => one.id === id) ? id : null,
            shopId: structure.shops.some((one) => one.id === id) ? id : null,
          })
        }
      />
      <SmallChoice
        label={say('audiences.layerView')}
        value={view}
        values={['layers', 'o5a']}
        say={(one) => say(`audiences.layerView.${one}`)}
        onChange={(one) =>
          onChange({ ...condition, view: one, in: [one === 'layers' ? 'high_potential' : 'ask'] })
        }
      />
      <ChipChoice
        key={view}
        label={say('audiences.values')}
        values={condition.in}
        options={(view === 'layers' ? layers : o5a).map((value) => ({
          value,
          label: say(`audiences.layerName.${value}`),
        }))}
        onChange={(next) =>
          onChange({ ...condition, in: [...layers, ...o5a].filter((one) => next.includes(one)) })
        }
      />
      <SmallChoice
        label={say('audiences.layerPeriod')}
        value={String(condition.periodDays)}
        values={layerPeriods.map(String)}
        say={(days) => `${days} ${say('audiences.days')}`}
        onChange={(days) =>
          onChange({ ...condition, periodDays: layerPeriods.find((one) => String(one) === days) ?? 30 })
        }
      />
    </div>
  );
}

function ValueFields({ condition, onChange }: Props<ConditionOf<'value'>>) {
  const say = useSay();
  const { organization } = useScope();
  const { measure, op, value } = condition;
  const factor = measure === 'amount' && op !== 'top_percent' ? 100 : 1;
  return (
    <div className="aud-line">
      <SmallChoice
        label={say('audiences.valueMeasure')}
        value={measure}
        values={valueMeasures}
        say={(one) => say(`audiences.value.${one}`)}
        onChange={(one) => onChange({ ...condition, measure: one })}
      />
      <SmallChoice
        label={say('audiences.comparison')}
        value={op}
        values={['at_least', 'at_most', 'top_percent']}
        say={(one) => say(`audiences.op.${one}`)}
        onChange={(one) => onChange({ ...condition, op: one, value: one === 'top_percent' ? 20 : value })}
      />
      <span className="aud-unit">
        <SmallNumber
          key={`${measure} ${op}`}
          label={say('audiences.valueMeasure')}
          value={value / factor}
          min={0}
          max={op === 'top_percent' || measure === 'alive' ? 100 : 10_000_000}
          step={0.01}
          onChange={(next) => onChange({ ...condition, value: next * factor })}
        />
        {op === 'top_percent' || measure === 'alive'
          ? '%'
          : measure === 'amount'
            ? organization.currency
            : say('audiences.times')}
      </span>
    </div>
  );
}

function AudienceFields({ condition, onChange }: Props<ConditionOf<'audience'> | ConditionOf<'look_alike'>>) {
  const say = useSay();
  const audiences = useAudienceNames();
  const nothing = { id: '', name: say('audiences.pickAudience') };
  const offered = [nothing, ...audiences];
  return (
    <div className="aud-line">
      <SmallChoice
        label={say('audiences.audience')}
        value={condition.audienceId}
        values={[...new Set([condition.audienceId, ...offered.map(({ id }) => id)])]}
        say={(id) => offered.find((one) => one.id === id)?.name ?? id}
        onChange={(audienceId) => onChange({ ...condition, audienceId })}
      />
      {condition.kind === 'look_alike' ? (
        <span className="aud-unit">
          {say('audiences.lookAlikeSize')}
          <SmallNumber
            label={say('audiences.lookAlikeSize')}
            value={condition.size}
            min={1}
            max={10_000_000}
            onChange={(size) => onChange({ ...condition, size })}
          />
        </span>
      ) : null}
    </div>
  );
}

export const kindsOffered = Object.keys(beginnings) as Condition['kind'][];
