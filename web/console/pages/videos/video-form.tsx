import { Button } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { VideoElements, VideoView } from '#content/contract';
import { ApiProblem, request } from '../../../ui/api/request.ts';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useUndoToast } from '../../../ui/form/undo-toast.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { joinWords, splitWords } from './element-words.ts';
import { ProductPicker } from './product-picker.tsx';

const axes = ['person', 'product', 'scene', 'need'] as const;
const kinds = ['seeding', 'selling', 'traffic'] as const;

/** An account that may publish. */
export type AccountChoice = { readonly id: string; readonly name: string };

type Props = {
  readonly video: VideoView;
  readonly accounts: readonly AccountChoice[];
  /** The server has taken it; what can be undone is said on the page, which a dialog would cover. */
  readonly onDone: () => void;
};

/** What a video says and shows; saved as it is, or saved and published. */
export function VideoForm({ video, accounts, onDone }: Props) {
  const { say } = useLanguage();
  const client = useQueryClient();
  const toast = useUndoToast();
  // Which button sends the form; the press and the sending are one event, so no state could tell in time.
  const publishing = useRef(false);
  const refresh = () => client.invalidateQueries({ queryKey: ['videos'] });
  const form = useForm({
    initial: {
      title: video.title,
      accountId: video.accountId,
      kind: video.kind,
      category: video.category ?? '',
      productIds: video.productIds as readonly string[],
      person: joinWords(video.elements.person),
      product: joinWords(video.elements.product),
      scene: joinWords(video.elements.scene),
      need: joinWords(video.elements.need),
    },
    check: ({ title }) => ({ title: title.trim() ? undefined : 'form.required' }),
    send: async ({ title, accountId, kind, category, productIds, ...words }) => {
      const elements: VideoElements = Object.fromEntries(
        axes.map((axis) => [axis, splitWords(words[axis])] as const).filter(([, list]) => list.length > 0),
      );
      const body = {
        version: video.version,
        title,
        accountId,
        kind,
        elements,
        category: category.trim() || null,
        productIds,
      };
      const saved = await request<VideoView>(`/api/videos/${video.id}`, { method: 'PATCH', body });
      if (!publishing.current) {
        await refresh();
        onDone();
        toast(say('form.saved'));
        return;
      }
      const published = await moveVideo(saved, 'publish').finally(refresh);
      onDone();
      toast(say('videos.published'), () => moveVideo(published, 'withdraw').finally(refresh));
    },
  });
  const isPublished = video.state === 'published';
  return (
    <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
      <TextField
        id={form.idOf('title')}
        label={say('videos.titleField')}
        help={say('videos.titleHelp')}
        maxLength={300}
        value={form.values.title}
        error={form.errors.title}
        onChange={(value) => form.set('title', value)}
      />
      <div className="form-row">
        <ChoiceField
          id={form.idOf('kind')}
          label={say('videos.kindField')}
          help={say(`videos.kindHelp.${form.values.kind}`)}
          options={kinds.map((value) => ({ value, label: say(`videos.kind.${value}`) }))}
          value={form.values.kind}
          error={form.errors.kind}
          onChange={(value) => form.set('kind', value)}
        />
        <ChoiceField
          id={form.idOf('accountId')}
          label={say('videos.publishAs')}
          options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.values.accountId}
          error={form.errors.accountId}
          onChange={(value) => form.set('accountId', value)}
        />
      </div>
      <ProductPicker
        id={form.idOf('productIds')}
        value={form.values.productIds}
        error={form.errors.productIds}
        onChange={(ids) => form.set('productIds', ids)}
      />
      <fieldset className="video-elements">
        <legend>{say('videos.elements')}</legend>
        <p className="field-help">{say('videos.elementsHelp')}</p>
        <div className="form-row">
          {axes.map((axis) => (
            <TextField
              key={axis}
              id={form.idOf(axis)}
              label={say(`videos.element.${axis}`)}
              placeholder={say(`videos.elementExample.${axis}`)}
              value={form.values[axis]}
              error={form.errors[axis]}
              onChange={(value) => form.set(axis, value)}
            />
          ))}
        </div>
      </fieldset>
      <TextField
        id={form.idOf('category')}
        label={say('videos.category')}
        help={say('videos.categoryHelp')}
        maxLength={200}
        value={form.values.category}
        error={form.errors.category}
        onChange={(value) => form.set('category', value)}
      />
      <FormFailure error={form.failure} />
      <div className="form-actions">
        <Button
          htmlType="submit"
          loading={form.busy && !publishing.current}
          onClick={() => {
            publishing.current = false;
          }}
        >
          {say('form.save')}
        </Button>
        {isPublished ? null : (
          <Button
            htmlType="submit"
            theme="solid"
            loading={form.busy && publishing.current}
            onClick={() => {
              publishing.current = true;
            }}
          >
            {say('videos.publish')}
          </Button>
        )}
      </div>
    </form>
  );
}

export type Move = 'publish' | 'withdraw' | 'remove' | 'restore';

/** Moves a video on, or back: a version that was changed meanwhile is asked for once more. */
export async function moveVideo(video: VideoView, move: Move): Promise<VideoView> {
  const ask = (version: number) =>
    request<VideoView>(`/api/videos/${video.id}/${move}`, { body: { version } });
  try {
    return await ask(video.version);
  } catch (error) {
    const isStale = error instanceof ApiProblem && error.document.errors?.[0]?.field === 'version';
    if (!isStale) throw error;
    return ask((await request<VideoView>(`/api/videos/${video.id}`)).version);
  }
}
