import { Button, TextArea, Toast } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MarketPlacementView } from '#traffic/contract';
import { request } from '../../../../ui/api/request.ts';
import { Dialog } from '../../../../ui/form/dialog.tsx';
import { Field } from '../../../../ui/form/field.tsx';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { PlacementPicture } from '../../placements/placement-name.tsx';
import { StandingTag } from '../../placements/standing-tag.tsx';
import { useWhomText } from './use-whom-text.ts';

type Props = { readonly placement: MarketPlacementView; readonly onClose: () => void };

/** One application: what shoppers would see, whom and when, and what the operator decides. */
export function DecideDialog({ placement, onClose }: Props) {
  const say = useSay();
  const whom = useWhomText();
  const { content } = placement;
  const asShopper = content.kind === 'video' ? 'v' : content.kind === 'product' ? 'p' : 's';
  const isOn = !['waiting', 'refused', 'stopped', 'draft', 'over'].includes(placement.standing);
  return (
    <Dialog title={placement.title ?? content.name} onClose={onClose}>
      <div className="form">
        <div className="slot-name">
          <PlacementPicture placement={placement} />
          <StandingTag standing={placement.standing} />
        </div>
        <p className="form-text">
          {placement.organizationName} · {placement.shop.name} · {say(`slots.kind.${placement.kind}`)} ·{' '}
          {say(`slots.leadsTo.${content.kind}`)}: {content.name}
        </p>
        <p className="form-text">
          {whom(placement)} · {say('slots.times', { count: placement.perDay })} ·{' '}
          <Moment at={placement.startsAt} /> – <Moment at={placement.endsAt} />
        </p>
        <a href={`/${asShopper}/${content.id}`} target="_blank" rel="noreferrer">
          {say('market.asShopper')}
        </a>
        {placement.refusal ? (
          <p className="form-text">
            <strong>{say('slots.refusedBecause')}</strong> {placement.refusal}
          </p>
        ) : null}
        {placement.standing === 'waiting' || isOn ? (
          <Decide placement={placement} onClose={onClose} />
        ) : (
          <div className="form-actions">
            <Button onClick={onClose}>{say('form.cancel')}</Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** Approving needs no word, refusing does: the seller reads why. */
function Decide({ placement, onClose }: Props) {
  const say = useSay();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const path = `/api/market/placements/${placement.id}`;
  const done = async (text: string) => {
    await client.invalidateQueries({ queryKey: ['slots'] });
    Toast.success(text);
    onClose();
  };
  const form = useForm({
    initial: { reason: '' },
    check: ({ reason }) => ({ reason: reason.trim() === '' ? 'slots.reasonNeeded' : undefined }),
    send: async ({ reason }) => {
      await request(`${path}/refuse`, { body: { version: placement.version, reason: reason.trim() } });
      await done(say('slots.refusedDone', { name: placement.name }));
    },
  });
  const approve = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await request(`${path}/approve`, { body: { version: placement.version } });
      await done(say('slots.approvedDone', { name: placement.name }));
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
      <Field
        id={form.idOf('reason')}
        label={say('slots.reason')}
        help={say('slots.reasonHelp')}
        error={form.errors.reason}
      >
        <TextArea
          id={form.idOf('reason')}
          autosize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          aria-describedby={`${form.idOf('reason')}-note`}
          value={form.values.reason}
          onChange={(value) => form.set('reason', value)}
        />
      </Field>
      <FormFailure error={form.failure ?? failure} />
      <div className="form-actions">
        <Button htmlType="submit" type="danger" loading={form.busy}>
          {say(placement.standing === 'waiting' ? 'slots.refuse' : 'slots.takeOff')}
        </Button>
        {placement.standing === 'waiting' ? (
          <Button theme="solid" loading={busy} onClick={() => void approve()}>
            {say('slots.approve')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
