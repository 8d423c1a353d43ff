import { Button } from '@douyinfe/semi-ui-19';
import type { ReactNode } from 'react';
import { useSay } from '../language/language.tsx';
import { Dialog } from './dialog.tsx';
import { FormFailure } from './form-failure.tsx';

type Props = {
  readonly title: string;
  readonly form: {
    readonly submit: (event: { preventDefault: () => void }) => Promise<boolean>;
    readonly busy: boolean;
    readonly failure: unknown;
  };
  readonly action?: string;
  /** Something follows in the same place, such as the secret of a new key. */
  readonly stays?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A form over the page; it closes when the server has taken it. */
export function FormDialog({ title, form, action, stays = false, onClose, children }: Props) {
  const say = useSay();
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => void form.submit(event).then((done) => (done && !stays ? onClose() : undefined))}
      >
        {children}
        <FormFailure error={form.failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{say('form.cancel')}</Button>
          <Button htmlType="submit" theme="solid" loading={form.busy}>
            {action ?? say('form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
