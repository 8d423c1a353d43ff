import { Button, TextArea, Toast } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { QuarantinedView } from '#events/contract';
import { request } from '../../../ui/api/request.ts';
import { Field } from '../../../ui/form/field.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { readMended } from './read-mended.ts';

type Props = { readonly item: QuarantinedView; readonly onClose: () => void };

/** The event can be corrected and tried again, or put aside. */
export function MendForm({ item, onClose }: Props) {
  const say = useSay();
  const client = useQueryClient();
  const [text, setText] = useState(() => readMended(item.raw).pretty);
  const [wrong, setWrong] = useState<string>();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState<'retry' | 'dismiss' | null>(null);
  const act = async (verb: 'retry' | 'dismiss', body: object, done: string) => {
    setFailure(null);
    setBusy(verb);
    try {
      await request(`/api/quarantine/${item.id}/${verb}`, { body });
      Toast.success(done);
      onClose();
      await client.invalidateQueries({ queryKey: ['quarantine'] });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(null);
    }
  };
  const retry = () => {
    const mended = readMended(text);
    if (mended.event === null) {
      setWrong(say('quarantine.badJson', { detail: mended.problem }));
      return;
    }
    void act('retry', { event: mended.event }, say('quarantine.retried'));
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        retry();
      }}
    >
      <Field id="mended" label={say('quarantine.edit')} error={wrong}>
        <TextArea
          id="mended"
          className="quarantine-edit"
          spellCheck={false}
          autosize={{ minRows: 10, maxRows: 26 }}
          aria-describedby="mended-note"
          value={text}
          onChange={(value) => {
            setText(value);
            setWrong(undefined);
          }}
        />
      </Field>
      <FormFailure error={failure} />
      <div className="form-actions">
        <Button
          loading={busy === 'dismiss'}
          onClick={() => void act('dismiss', {}, say('quarantine.dismissed'))}
        >
          {say('quarantine.dismiss')}
        </Button>
        <Button htmlType="submit" theme="solid" loading={busy === 'retry'}>
          {say('quarantine.retry')}
        </Button>
      </div>
    </form>
  );
}
