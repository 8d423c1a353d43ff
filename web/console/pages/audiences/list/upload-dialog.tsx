import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type AudienceView, listIds } from '#audiences/contract';
import { noSearch } from '../../../../ui/address/no-search.ts';
import { withQuery } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { Field } from '../../../../ui/form/field.tsx';
import { FormDialog } from '../../../../ui/form/form-dialog.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';

/** A list of ids as an audience; the file goes to the server as it is. */
export function UploadDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    initial: { name: '', ids: 'plain' as (typeof listIds)[number], file: null as File | null },
    check: ({ name, file }) => ({
      name: name.trim() === '' ? 'audiences.nameMissing' : undefined,
      file: file === null ? 'audiences.fileMissing' : undefined,
    }),
    send: async ({ name, ids, file }) => {
      if (file === null) return;
      const made = await request<AudienceView>(
        withQuery('/api/audiences/lists', { name: name.trim(), ids }),
        {
          raw: file,
          headers: { 'content-type': 'application/octet-stream' },
        },
      );
      await client.invalidateQueries({ queryKey: ['audiences'] });
      await navigate({ to: `/audiences/list/${made.id}`, search: noSearch });
    },
  });
  const { values, errors, set, idOf } = form;
  return (
    <FormDialog
      title={say('audiences.upload')}
      form={form}
      action={say('audiences.uploadSend')}
      onClose={onClose}
    >
      <p className="form-text">{say('audiences.uploadText')}</p>
      <TextField
        id={idOf('name')}
        label={say('audiences.name')}
        value={values.name}
        error={errors.name}
        maxLength={120}
        onChange={(name) => set('name', name)}
      />
      <ChoiceField
        id={idOf('ids')}
        label={say('audiences.idsAre')}
        value={values.ids}
        options={listIds.map((value) => ({ value, label: say(`audiences.ids.${value}`) }))}
        help={say('audiences.idsHelp')}
        onChange={(ids) => set('ids', ids)}
      />
      <Field
        id={idOf('file')}
        label={say('audiences.file')}
        error={errors.file}
        help={say('audiences.fileHelp')}
      >
        <input
          id={idOf('file')}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          aria-describedby={`${idOf('file')}-note`}
          onChange={({ target }) => set('file', target.files?.[0] ?? null)}
        />
      </Field>
    </FormDialog>
  );
}
