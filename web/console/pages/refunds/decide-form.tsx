import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { RefundView } from '#shop/contract';
import { useOrdersChanged } from '../../../ui/api/orders.ts';
import { request } from '../../../ui/api/request.ts';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';

/** Yes, and the money goes back now; or no, with the reason that the shopper will read. */
export function DecideForm({ refund }: { refund: RefundView }) {
  const { say } = useLanguage();
  const changed = useOrdersChanged();
  const [note, setNote] = useState('');
  const [noteWrong, setNoteWrong] = useState<string>();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState<'approved' | 'refused' | null>(null);
  const decide = async (decision: 'approved' | 'refused') => {
    if (decision === 'refused' && !note.trim()) return setNoteWrong(say('refunds.noteNeeded'));
    setBusy(decision);
    setFailure(null);
    try {
      const decided = await request<RefundView>(`/api/refunds/${encodeURIComponent(refund.id)}/decide`, {
        body: { version: refund.version, decision, ...(note.trim() ? { note: note.trim() } : {}) },
      });
      if (decided.state === 'failed' && decision === 'approved') Toast.error(say('orders.refundFailed'));
      else Toast.success(say(decision === 'approved' ? 'orders.refundSent' : 'refunds.refusedDone'));
      await changed();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <form
      className="form refund-decide"
      onSubmit={(event) => {
        event.preventDefault();
        void decide('approved');
      }}
    >
      <TextField
        id="refund-note"
        label={say('refunds.note')}
        help={say('refunds.noteHelp')}
        maxLength={500}
        value={note}
        error={noteWrong}
        onChange={(value) => {
          setNote(value);
          setNoteWrong(undefined);
        }}
      />
      <FormFailure error={failure} />
      <div className="form-actions">
        <Button type="tertiary" loading={busy === 'refused'} onClick={() => void decide('refused')}>
          {say('refunds.refuse')}
        </Button>
        <Button htmlType="submit" theme="solid" loading={busy === 'approved'}>
          {say('refunds.approve')}
        </Button>
      </div>
    </form>
  );
}
