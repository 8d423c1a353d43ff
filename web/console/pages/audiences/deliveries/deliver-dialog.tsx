import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type AudienceView, type DeliveryView, holdOutByDefault } from '#audiences/contract';
import { noSearch } from '../../../../ui/address/no-search.ts';
import { request } from '../../../../ui/api/request.ts';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { FormDialog } from '../../../../ui/form/form-dialog.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { groupPlaces, offeredTargets } from './group-places.ts';

type Props = { readonly audience: AudienceView; readonly onClose: () => void };
type Draft = {
  readonly target: DeliveryView['target'];
  readonly holdOutPercent: string;
  readonly url: string;
};

/** A whole number from 0 to 50; null for anything else. */
const percentOf = (text: string): number | null => {
  const typed = text.normalize('NFKC').trim();
  return /^\d{1,2}$/.test(typed) && Number(typed) <= 50 ? Number(typed) : null;
};

/** Where an audience goes and how many of it are kept out. */
export function DeliverDialog({ audience, onClose }: Props) {
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useUndoToast();
  const form = useForm<Draft>({
    initial: { target: 'ads', holdOutPercent: String(holdOutByDefault), url: '' },
    check: ({ target, holdOutPercent, url }) => ({
      ...(percentOf(holdOutPercent) === null ? { holdOutPercent: 'deliveries.percentWrong' as const } : {}),
      ...(target === 'webhook' && !/^https?:\/\/\S+$/.test(url.trim())
        ? { url: 'deliveries.urlWrong' as const }
        : {}),
    }),
    send: async ({ target, holdOutPercent, url }) => {
      const made = await request<DeliveryView>('/api/audience-deliveries', {
        body: {
          audienceId: audience.id,
          target,
          holdOutPercent: percentOf(holdOutPercent),
          url: target === 'webhook' ? url.trim() : null,
        },
      });
      await client.invalidateQueries({ queryKey: ['audiences'] });
      for (const { purpose } of groupPlaces)
        await client.invalidateQueries({ queryKey: [purpose, 'groups'] });
      toast(say('deliveries.made'));
      await navigate({ to: `/audiences/deliveries/${made.id}`, search: noSearch });
    },
  });
  const { values, set, errors, idOf } = form;
  return (
    <FormDialog
      title={say('deliveries.deliver')}
      form={form}
      action={say('deliveries.deliver')}
      onClose={onClose}
    >
      <p className="form-text">{say('deliveries.deliverText', { name: audience.name })}</p>
      <ChoiceField
        id={idOf('target')}
        label={say('deliveries.target')}
        value={values.target}
        options={offeredTargets.map((value) => ({ value, label: say(`deliveries.to.${value}`) }))}
        help={say(`deliveries.toText.${values.target}`)}
        onChange={(target) => set('target', target)}
      />
      {values.target === 'webhook' ? (
        <TextField
          id={idOf('url')}
          label={say('deliveries.url')}
          value={values.url}
          error={errors.url}
          placeholder="https://example.com/people"
          help={say('deliveries.urlHelp')}
          onChange={(text) => set('url', text)}
        />
      ) : null}
      <TextField
        id={idOf('holdOutPercent')}
        label={say('deliveries.percent')}
        value={values.holdOutPercent}
        error={errors.holdOutPercent}
        help={say('deliveries.percentHelp')}
        onChange={(text) => set('holdOutPercent', text)}
      />
    </FormDialog>
  );
}
