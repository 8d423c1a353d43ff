import { Button, Toast } from '@douyinfe/semi-ui-19';
import { Dialog } from '../../../../ui/form/dialog.tsx';
import { Field } from '../../../../ui/form/field.tsx';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import type { LookedAt } from './page.tsx';

type Props = {
  readonly lookedAt: LookedAt;
  readonly onErase: () => Promise<void>;
  readonly onClose: () => void;
};

/** What was found by the ids, what goes and what stays, and the last question. */
export function EraseDialog({ lookedAt: { look, question }, onErase, onClose }: Props) {
  const { say } = useLanguage();
  const form = useForm({
    initial: { understood: false },
    check: ({ understood }) => ({ understood: understood ? undefined : 'erasures.understandFirst' }),
    send: onErase,
  });
  const understoodId = form.idOf('understood');
  const strangers = look.named - look.known;
  // A hash of which nothing is known leads to nobody, now or later.
  const isNobody = question.idKind === 'sha256' && look.known === 0;
  const submit = async (event: { preventDefault: () => void }) => {
    if (!(await form.submit(event))) return;
    Toast.success(say('erasures.asked'));
    onClose();
  };
  return (
    <Dialog title={say('erasures.confirm')} onClose={onClose}>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <p className="form-text">
          <strong>
            {say('erasures.found', { named: look.named, known: look.known, persons: look.persons })}
          </strong>
        </p>
        {strangers > 0 ? (
          <div className="form-text">
            {say(question.idKind === 'sha256' ? 'erasures.unknownHashes' : 'erasures.unknown', {
              count: strangers,
            })}
            <ul className="erasures-unknown">
              {look.unknown.map((id) => (
                <li key={id}>{id}</li>
              ))}
              {strangers > look.unknown.length ? <li>…</li> : null}
            </ul>
          </div>
        ) : null}
        {isNobody ? null : (
          <>
            <p className="form-text">{say('erasures.goes')}</p>
            <p className="form-text">{say('erasures.stays')}</p>
            <Field id={understoodId} label={say('erasures.forGood')} error={form.errors.understood}>
              <label className="erasures-understood">
                <input
                  id={understoodId}
                  type="checkbox"
                  aria-invalid={form.errors.understood !== undefined}
                  checked={form.values.understood}
                  onChange={(event) => form.set('understood', event.target.checked)}
                />
                {say('erasures.understood')}
              </label>
            </Field>
          </>
        )}
        <FormFailure error={form.failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{say(isNobody ? 'form.close' : 'form.cancel')}</Button>
          {isNobody ? null : (
            <Button htmlType="submit" type="danger" theme="solid" loading={form.busy}>
              {say('erasures.erase')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
