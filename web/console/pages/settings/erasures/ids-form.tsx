import { Button, TextArea } from '@douyinfe/semi-ui-19';
import { type ErasureQuestion, erasureIdKinds } from '#audiences/contract';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { Field } from '../../../../ui/form/field.tsx';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { complaintOf, readIds } from './read-ids.ts';

type Values = { readonly idKind: ErasureQuestion['idKind']; readonly ids: string };

/** Who is to be erased. What is typed names people, so no draft of it is kept. */
export function IdsForm({ onLook }: { readonly onLook: (question: ErasureQuestion) => Promise<void> }) {
  const { say } = useLanguage();
  const form = useForm<Values>({
    initial: { idKind: 'user', ids: '' },
    check: ({ ids, idKind }) => ({ ids: complaintOf(readIds(ids), idKind) ?? undefined }),
    send: ({ ids, idKind }) => onLook({ idKind, ids: [...readIds(ids)] }),
  });
  const idsId = form.idOf('ids');
  return (
    <form className="card form erasures-form" noValidate onSubmit={form.submit}>
      <ChoiceField
        id={form.idOf('idKind')}
        label={say('erasures.idKind')}
        value={form.values.idKind}
        options={erasureIdKinds.map((value) => ({ value, label: say(`erasures.idKind.${value}`) }))}
        onChange={(idKind) => form.set('idKind', idKind)}
      />
      <Field id={idsId} label={say('erasures.ids')} help={say('erasures.idsHelp')} error={form.errors.ids}>
        <TextArea
          id={idsId}
          className="erasures-ids"
          spellCheck={false}
          autoComplete="off"
          rows={4}
          aria-describedby={`${idsId}-note`}
          aria-invalid={form.errors.ids !== undefined}
          validateStatus={form.errors.ids ? 'error' : 'default'}
          value={form.values.ids}
          onChange={(ids) => form.set('ids', ids)}
        />
      </Field>
      <FormFailure error={form.failure} />
      <div className="form-actions form-start">
        <Button htmlType="submit" theme="solid" loading={form.busy}>
          {say('erasures.look')}
        </Button>
      </div>
    </form>
  );
}
