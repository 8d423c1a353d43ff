import {
  attributeValues,
  type ConditionOf,
  layerPeriods,
  layers,
  o5a,
  personAttributes,
  valueMeasures,
} from '#audiences/contract';
import { useLanguage, useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { attributeText } from '../attribute-text.ts';
import { useChoices } from '../use-audiences.ts';
import { ChipChoice } from './chip-choice.tsx';
import type { FieldsProps as Props } from './condition-fields.tsx';
import { DaysField } from './fact-fields.tsx';
import { SmallChoice, SmallNumber } from './small-fields.tsx';

export function AttributeFields({ condition, onChange }: Props<ConditionOf<'attribute'>>) {
  const { say, language } = useLanguage();
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
        options={[...attributeValues[attribute], ''].map((value) => ({
          value,
          label: attributeText(language, value),
        }))}
        onChange={(next) => onChange({ ...condition, values: [...next] })}
      />
    </div>
  );
}

export function TasteFields({ condition, onChange }: Props<ConditionOf<'taste'>>) {
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
          <DaysField
            days={lastDays}
            max={365}
            onChange={(days) => onChange({ ...condition, lastDays: days })}
          />
        </span>
      </div>
    </>
  );
}

const hours = Array.from({ length: 24 }, (_, hour) => String(hour));
const weekdays = ['0', '1', '2', '3', '4', '5', '6'] as const;

export function ActiveFields({ condition, onChange }: Props<ConditionOf<'active'>>) {
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
        <DaysField
          days={lastDays}
          max={365}
          onChange={(days) => onChange({ ...condition, lastDays: days })}
        />
      </span>
    </div>
  );
}

export function LayerFields({ condition, onChange }: Props<ConditionOf<'layer'>>) {
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

export function ValueFields({ condition, onChange }: Props<ConditionOf<'value'>>) {
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
