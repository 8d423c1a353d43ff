import { Button, TextArea, Toast } from '@douyinfe/semi-ui-19';
import { useEffect, useRef, useState } from 'react';
import type { AccountHomeView } from '#content/contract';
import { request } from '../../../ui/api/request.ts';
import { Field } from '../../../ui/form/field.tsx';
import { FormDialog } from '../../../ui/form/form-dialog.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { Portrait } from './portrait.tsx';
import { useHomes } from './use-homes.ts';

type Props = { readonly name: string; readonly home: AccountHomeView; readonly onClose: () => void };

const introLengthMax = 200;

/** Portrait and introduction of one account, saved together. */
export function HomeDialog({ name, home, onClose }: Props) {
  const say = useSay();
  const { refresh } = useHomes();
  const [portrait, setPortrait] = useState<File | null>(null);
  const form = useForm({
    initial: { intro: home.intro },
    send: async ({ intro }) => {
      const path = `/api/account-homes/${home.accountId}`;
      // The picture first: when it is refused, nothing has changed yet.
      if (portrait)
        await request<AccountHomeView>(`${path}/avatar`, {
          method: 'PUT',
          raw: portrait,
          headers: { 'content-type': portrait.type || 'application/octet-stream' },
        });
      if (intro.trim() !== home.intro)
        await request<AccountHomeView>(path, { method: 'PATCH', body: { intro: intro.trim() } });
      await refresh();
      Toast.success(say('homes.kept'));
    },
  });
  return (
    <FormDialog title={name} form={form} onClose={onClose}>
      <PortraitField name={name} now={home.avatar} chosen={portrait} onChoose={setPortrait} />
      <Field
        id={form.idOf('intro')}
        label={say('homes.intro')}
        help={say('homes.introHelp')}
        error={form.errors.intro}
      >
        <TextArea
          id={form.idOf('intro')}
          autosize={{ minRows: 3, maxRows: 6 }}
          maxCount={introLengthMax}
          maxLength={introLengthMax}
          aria-describedby={`${form.idOf('intro')}-note`}
          value={form.values.intro}
          onChange={(value) => form.set('intro', value)}
        />
      </Field>
    </FormDialog>
  );
}

type PortraitProps = {
  readonly name: string;
  readonly now: string | null;
  readonly chosen: File | null;
  readonly onChoose: (file: File) => void;
};

function PortraitField({ name, now, chosen, onChoose }: PortraitProps) {
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [preview, setPreview] = useState<string | null>(null);
  useEffect(() => {
    if (!chosen) return;
    const url = URL.createObjectURL(chosen);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, [chosen]);
  return (
    <div className="portrait-field">
      <Portrait name={name} src={preview ?? now} />
      <div>
        <Button onClick={() => input.current?.click()}>{say('homes.portrait')}</Button>
        <p className="field-help">{say('homes.portraitHelp')}</p>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={say('homes.portrait')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onChoose(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}
