import type { PlanView } from '#ads/contract';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { type ChosenGroups, GroupFields } from '../../../ui/groups/group-fields.tsx';
import { useSay } from '../../../ui/language/language.tsx';

export type PlanAudience = Pick<PlanView, 'audience'> & ChosenGroups;

type Props = {
  readonly idOf: (name: keyof PlanAudience) => string;
  readonly values: PlanAudience;
  readonly errors: Readonly<Record<string, string | undefined>>;
  readonly onAudience: (audience: PlanAudience['audience']) => void;
  readonly onGroups: (name: keyof ChosenGroups, ids: readonly string[]) => void;
  /** Groups that the plan names by now, closed ones too. */
  readonly known?: PlanView['groups'];
};

const audiences = ['all', 'new', 'repeat', 'group'] as const;

/** Whom a plan is for: everybody, by their orders, or the members of audiences that are delivered to ads. */
export function AudienceFields({ idOf, values, errors, onAudience, onGroups, known = [] }: Props) {
  const say = useSay();
  return (
    <>
      <ChoiceField
        id={idOf('audience')}
        label={say('ads.audience')}
        value={values.audience}
        options={audiences.map((value) => ({ value, label: say(`ads.audience.${value}`) }))}
        help={say(values.audience === 'group' ? 'ads.groupsHelp' : 'ads.audienceHelp')}
        onChange={onAudience}
      />
      <GroupFields
        purpose="ads"
        path="/api/ads/groups"
        isForGroups={values.audience === 'group'}
        known={known}
        chosen={values}
        idOf={idOf}
        errors={errors}
        onChoose={onGroups}
      />
    </>
  );
}
