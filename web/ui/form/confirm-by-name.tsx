import { Button } from '@douyinfe/semi-ui-19';
import type { ReactNode } from 'react';
import { useSay } from '../language/language.tsx';
import { Dialog } from './dialog.tsx';
import { FormFailure } from './form-failure.tsx';
import { TextField } from './text-field.tsx';
import { useForm } from './use-form.ts';

type Props = {
  readonly title: string;
  readonly text: ReactNode;
  readonly name: string;
  readonly action: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
};

/** For acts that cannot be undone: the name of the thing has to be typed. */
export function ConfirmByName({ title, text, name, action, onConfirm, onClose }: Props) {
  const say = useSay();
  const form = useForm({
    initial: { name: '' },
    check: ({ name: typed }) => ({ name: typed.trim() === name ? undefined : 'form.nameDiffers' }),
    send: onConfirm,
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => void form.submit(event).then((done) => (done ? onClose() : undefined))}
      >
        <p className="form-text">{text}</p>
        <TextField
          id={form.idOf('name')}
          label={say('form.typeName', { name })}
          autoFocus
          autoComplete="off"
          value={form.values.name}
          error={form.errors.name}
          onChange={(value) => form.set('name', value)}
        />
        <FormFailure error={form.failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{say('form.cancel')}</Button>
          <Button htmlType="submit" type="danger" theme="solid" loading={form.busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
