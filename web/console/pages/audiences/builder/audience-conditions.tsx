import type { ConditionOf } from '#audiences/contract';
import { useSay } from '../../../../ui/language/language.tsx';
import { useAudienceNames } from '../use-audiences.ts';
import type { FieldsProps as Props } from './condition-fields.tsx';
import { LookAlikeCard } from './look-alike-card.tsx';
import { SmallChoice, SmallNumber } from './small-fields.tsx';

export function AudienceFields({ condition, onChange }: Props<ConditionOf<'audience'>>) {
  return (
    <div className="aud-line">
      <AudienceChoice
        audienceId={condition.audienceId}
        onChange={(audienceId) => onChange({ ...condition, audienceId })}
      />
    </div>
  );
}

export function LookAlikeFields({ condition, onChange }: Props<ConditionOf<'look_alike'>>) {
  const say = useSay();
  const { audienceId, size, sizeIn } = condition;
  return (
    <>
      <div className="aud-line">
        <AudienceChoice
          audienceId={audienceId}
          onChange={(id) => onChange({ ...condition, audienceId: id })}
        />
        <SmallNumber
          key={sizeIn}
          label={say('audiences.lookAlikeSize')}
          value={size}
          min={1}
          max={sizeIn === 'percent' ? 100 : 10_000_000}
          onChange={(next) => onChange({ ...condition, size: next })}
        />
        <SmallChoice
          label={say('audiences.lookAlikeIn')}
          value={sizeIn}
          values={['people', 'percent']}
          say={(one) => say(`audiences.lookAlikeIn.${one}`)}
          onChange={(one) => onChange({ ...condition, sizeIn: one, size: one === 'percent' ? 5 : 10_000 })}
        />
      </div>
      {audienceId === '' ? null : <LookAlikeCard audienceId={audienceId} />}
    </>
  );
}

function AudienceChoice(props: {
  readonly audienceId: string;
  readonly onChange: (audienceId: string) => void;
}) {
  const say = useSay();
  const nothing = { id: '', name: say('audiences.pickAudience') };
  const offered = [nothing, ...useAudienceNames()];
  return (
    <SmallChoice
      label={say('audiences.audience')}
      value={props.audienceId}
      values={[...new Set([props.audienceId, ...offered.map(({ id }) => id)])]}
      say={(id) => offered.find((one) => one.id === id)?.name ?? id}
      onChange={props.onChange}
    />
  );
}
