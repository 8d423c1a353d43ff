import { IconCloudUploadStroked } from '@douyinfe/semi-icons';
import { Button } from '@douyinfe/semi-ui-19';
import { type DragEvent, useId, useRef, useState } from 'react';
import { PlainSelect } from '../../../ui/form/plain-select.tsx';
import { useSay } from '../../../ui/language/language.tsx';

type Props = {
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly onFiles: (files: readonly File[], accountId: string) => void;
};

/** Takes videos by dropping or choosing, for the account that will publish them. */
export function UploadArea({ accounts, onFiles }: Props) {
  const say = useSay();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const accountId = chosen ?? accounts[0]?.id ?? null;
  const take = (files: FileList | null) => {
    if (files && files.length > 0 && accountId) onFiles([...files], accountId);
  };
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <section
      className={over ? 'video-drop video-drop-over' : 'video-drop'}
      aria-labelledby={`${id}-title`}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        take(event.dataTransfer.files);
      }}
    >
      <IconCloudUploadStroked className="video-drop-icon" aria-hidden />
      <div className="video-drop-words">
        <h2 id={`${id}-title`}>{say('videos.drop')}</h2>
        <p>{say('videos.dropText')}</p>
      </div>
      <div className="video-drop-tools">
        {accounts.length > 1 ? (
          <div className="video-drop-account">
            <label htmlFor={`${id}-account`}>{say('videos.publishAs')}</label>
            <PlainSelect
              id={`${id}-account`}
              value={accountId}
              options={accounts.map(({ id: value, name }) => ({ value, label: name }))}
              onChoose={setChosen}
            />
          </div>
        ) : null}
        <Button theme="solid" size="large" onClick={() => input.current?.click()}>
          {say('videos.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept="video/mp4,.mp4"
          multiple
          className="visually-hidden"
          tabIndex={-1}
          aria-label={say('videos.choose')}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
      </div>
    </section>
  );
}
