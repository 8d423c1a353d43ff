import { Button, TextArea, Toast } from '@douyinfe/semi-ui-19';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../ui/api/request.ts';
import { Dialog } from '../../../ui/form/dialog.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { FormDialog } from '../../../ui/form/form-dialog.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { readWords, wordLengthMax, wordsMax } from './read-words.ts';

type Words = { readonly words: readonly string[] };
type Props = { readonly mayWrite: boolean; readonly onClose: () => void };

const path = '/api/comments/blocked-words';
const key = ['blocked-words'];

/** Words that no comment under our videos may hold; whoever may not change them reads them. */
export function BlockedWordsDialog({ mayWrite, onClose }: Props) {
  const say = useSay();
  const { data, error, refetch } = useQuery({
    queryKey: key,
    gcTime: 0,
    queryFn: ({ signal }) => request<Words>(path, { signal }),
  });
  if (data && mayWrite) return <WordsForm words={data.words} onClose={onClose} />;
  return (
    <Dialog title={say('comments.words')} onClose={onClose}>
      {error ? <ErrorState error={error} onRetry={refetch} /> : null}
      {!data && !error ? <Bones height={40} count={3} /> : null}
      {data ? (
        <>
          <p className="form-text">{data.words.join(' · ') || say('comments.noWords')}</p>
          <div className="form-actions">
            <Button onClick={onClose}>{say('form.close')}</Button>
          </div>
        </>
      ) : null}
    </Dialog>
  );
}

function WordsForm({ words, onClose }: { words: readonly string[]; onClose: () => void }) {
  const say = useSay();
  const client = useQueryClient();
  const form = useForm({
    initial: { words: words.join('\n') },
    check: ({ words: text }) => {
      const read = readWords(text);
      if (read.length > wordsMax) return { words: 'comments.wordsTooMany' };
      return { words: read.some((word) => word.length > wordLengthMax) ? 'comments.wordTooLong' : undefined };
    },
    send: async ({ words: text }) => {
      const kept = await request<Words>(path, { method: 'PUT', body: { words: readWords(text) } });
      client.setQueryData(key, kept);
      Toast.success(say('comments.wordsKept', { count: kept.words.length }));
    },
  });
  return (
    <FormDialog title={say('comments.words')} form={form} onClose={onClose}>
      <Field
        id={form.idOf('words')}
        label={say('comments.wordsLabel')}
        help={say('comments.wordsHelp', { count: readWords(form.values.words).length })}
        error={form.errors.words}
      >
        <TextArea
          id={form.idOf('words')}
          autosize={{ minRows: 6, maxRows: 14 }}
          aria-describedby={`${form.idOf('words')}-note`}
          placeholder={say('comments.wordsExample')}
          value={form.values.words}
          onChange={(value) => form.set('words', value)}
        />
      </Field>
    </FormDialog>
  );
}
