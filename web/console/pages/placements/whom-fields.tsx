import type { PlacementView } from '#traffic/contract';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import type { useForm } from '../../../ui/form/use-form.ts';
import { GroupFields } from '../../../ui/groups/group-fields.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import type { PlacementDraft } from './placement-draft.ts';

type Props = {
  readonly form: ReturnType<typeof useForm<PlacementDraft>>;
  /** Groups that the placement names by now, closed ones too. */
  readonly known: PlacementView['groups'];
};

/** Whom it is for: everybody, or the members of audiences that are delivered to slots. */
export function WhomFields({ form, known }: Props) {
  const say = useSay();
  const { values, set, errors, idOf } = form;
  return (
    <>
      <ChoiceField
        id={idOf('audience')}
        label={say('ads.audience')}
        value={values.audience}
        options={(['all', 'group'] as const).map((value) => ({
          value,
          label: say(`ads.audience.${value}`),
        }))}
        help={say(values.audience === 'group' ? 'slots.groupsHelp' : 'slots.audienceHelp')}
        onChange={(audience) => set('audience', audience)}
      />
      <GroupFields
        purpose="slots"
        path="/api/placements/groups"
        isForGroups={values.audience === 'group'}
        known={known}
        chosen={values}
        idOf={idOf}
        errors={errors}
        onChoose={set}
      />
    </>
  );
}
