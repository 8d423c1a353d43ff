import { Button } from '@douyinfe/semi-ui-19';
import { useRef, useState } from 'react';
import { type PlacementView, placementKinds } from '#traffic/contract';
import { request } from '../../../ui/api/request.ts';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { Dialog } from '../../../ui/form/dialog.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useUndoToast } from '../../../ui/form/undo-toast.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { bodyOf, complaintsOf, draftOf, newDraft, type PlacementDraft, perDays } from './placement-draft.ts';
import { usePlacementActs } from './use-placements.ts';
import { WhatFields } from './what-fields.tsx';
import { WhomFields } from './whom-fields.tsx';

type Props = { readonly placement?: PlacementView; readonly onClose: () => void };

/** A placement, new or changed: what is shown, to whom, when, and how often. It is submitted, or kept as a draft. */
export function PlacementForm({ placement, onClose }: Props) {
  const say = useSay();
  const toast = useUndoToast();
  const { refresh } = usePlacementActs();
  const { structure } = useScope();
  const [named, setNamed] = useState(placement?.content.name ?? '');
  const isSubmitting = useRef(true);
  const firstShop = structure.shops.find(({ archived }) => !archived)?.id ?? '';
  const form = useForm<PlacementDraft>({
    initial: placement ? draftOf(placement) : newDraft(Date.now(), firstShop),
    check: (values) => complaintsOf(values, Date.now()),
    send: async (values) => {
      const body = bodyOf(values, named, isSubmitting.current);
      const now = placement
        ? await request<PlacementView>(`/api/placements/${placement.id}`, {
            method: 'PUT',
            body: { version: placement.version, ...body },
          })
        : await request<PlacementView>('/api/placements', { body: { kind: values.kind, ...body } });
      await refresh();
      toast(say(`slots.now.${now.standing}`, { name: now.name }));
    },
  });
  const { values, set, errors, idOf } = form;
  const send = (submit: boolean) => {
    isSubmitting.current = submit;
    void form.submit().then((done) => done && onClose());
  };
  return (
    <Dialog title={say(placement ? 'slots.edit' : 'slots.new')} shape="wide" onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(true);
        }}
      >
        {placement?.standing === 'running' || placement?.standing === 'scheduled' ? (
          <p className="form-text">{say('slots.editText')}</p>
        ) : null}
        <ChoiceField
          id={idOf('kind')}
          label={say('slots.kind')}
          value={values.kind}
          disabled={placement !== undefined}
          options={placementKinds.map((value) => ({ value, label: say(`slots.kind.${value}`) }))}
          help={say(`slots.kindText.${values.kind}`)}
          onChange={(kind) => set('kind', kind)}
        />
        <WhatFields form={form} onNamed={setNamed} />
        <WhomFields form={form} known={placement ? [...placement.groups, ...placement.groupsExcluded] : []} />
        <div className="form-row">
          <TextField
            id={idOf('startsAt')}
            type="datetime-local"
            label={say('ads.startsAt')}
            value={values.startsAt}
            error={errors.startsAt}
            help={say('ads.startsHelp')}
            onChange={(text) => set('startsAt', text)}
          />
          <TextField
            id={idOf('endsAt')}
            type="datetime-local"
            label={say('ads.endsAt')}
            value={values.endsAt}
            error={errors.endsAt}
            onChange={(text) => set('endsAt', text)}
          />
        </div>
        <div className="form-row">
          <ChoiceField
            id={idOf('perDay')}
            label={say('slots.perDay')}
            value={values.perDay}
            options={[...new Set([...perDays, values.perDay])].map((value) => ({
              value,
              label: say('slots.times', { count: Number(value) }),
            }))}
            help={say('slots.perDayHelp')}
            onChange={(perDay) => set('perDay', perDay)}
          />
          <ChoiceField
            id={idOf('priority')}
            label={say('slots.priority')}
            value={values.priority}
            options={Array.from({ length: 9 }, (_, number) => String(number + 1)).map((value) => ({
              value,
              label: value,
            }))}
            help={say('slots.priorityHelp')}
            onChange={(priority) => set('priority', priority)}
          />
        </div>
        <TextField
          id={idOf('name')}
          label={say('slots.name')}
          value={values.name}
          error={errors.name}
          maxLength={120}
          placeholder={values.title || named}
          help={say('slots.nameHelp')}
          onChange={(name) => set('name', name)}
        />
        <FormFailure error={form.failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{say('form.cancel')}</Button>
          <Button loading={form.busy} onClick={() => send(false)}>
            {say('slots.saveDraft')}
          </Button>
          <Button htmlType="submit" theme="solid" loading={form.busy}>
            {say('slots.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
