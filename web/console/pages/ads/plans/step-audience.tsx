import { TextField } from '../../../../ui/form/text-field.tsx';
import type { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { AudienceFields } from '../audience-fields.tsx';
import type { PlanDraft } from './plan-draft.ts';

type Props = { readonly form: ReturnType<typeof useForm<PlanDraft>>; readonly suggestedName: string };

/** Whom to show it, and when. */
export function StepAudience({ form, suggestedName }: Props) {
  const say = useSay();
  const { zone } = useScope();
  const { values, set } = form;
  return (
    <>
      <TextField
        id={form.idOf('name')}
        label={say('ads.name')}
        value={values.name}
        error={form.errors.name}
        placeholder={suggestedName}
        maxLength={120}
        help={say('ads.nameHelp')}
        onChange={(name) => set('name', name)}
      />
      <AudienceFields
        idOf={form.idOf}
        values={values}
        errors={form.errors}
        onAudience={(audience) => set('audience', audience)}
        onGroups={set}
      />
      <div className="form-row">
        <TextField
          id={form.idOf('startsAt')}
          type="datetime-local"
          label={say('ads.startsAt')}
          value={values.startsAt}
          error={form.errors.startsAt}
          help={say('ads.startsHelp')}
          onChange={(text) => set('startsAt', text)}
        />
        <TextField
          id={form.idOf('endsAt')}
          type="datetime-local"
          label={say('ads.endsAt')}
          value={values.endsAt}
          error={form.errors.endsAt}
          help={say('ads.endsHelp')}
          onChange={(text) => set('endsAt', text)}
        />
      </div>
      <TextField
        id={form.idOf('hours')}
        label={say('ads.hours')}
        value={values.hours}
        placeholder="9-11, 20-23"
        help={say('ads.hoursHelp', { zone })}
        onChange={(text) => set('hours', text)}
      />
    </>
  );
}
