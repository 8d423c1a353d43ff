import { IconCloudUploadStroked } from '@douyinfe/semi-icons';
import { Button, Radio, RadioGroup } from '@douyinfe/semi-ui-19';
import { type DragEvent, useId, useRef, useState } from 'react';
import type { ImportView } from '#shop/contract';
import { useSay } from '../../../ui/language/language.tsx';
import { kindOfFile } from './send-file.ts';

type Props = { readonly onFile: (file: File, kind: ImportView['kind']) => void };

/** Takes a file by dropping or choosing. What it holds follows its name unless somebody says otherwise. */
export function DropArea({ onFile }: Props) {
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [over, setOver] = useState(false);
  const [kind, setKind] = useState<ImportView['kind'] | null>(null);
  const take = (file: File | undefined) => {
    if (file) onFile(file, kind ?? kindOfFile(file.name));
  };
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <section
      className={over ? 'drop drop-over' : 'drop'}
      aria-labelledby={`${id}-title`}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        take(event.dataTransfer.files[0]);
      }}
    >
      <IconCloudUploadStroked className="drop-icon" />
      <div className="drop-words">
        <h2 id={`${id}-title`}>{say('imports.drop')}</h2>
        <p>{say('imports.dropText')}</p>
      </div>
      <div className="drop-tools">
        <RadioGroup
          type="button"
          aria-label={say('imports.kind')}
          value={kind ?? 'orders'}
          onChange={(event) => setKind(event.target.value as ImportView['kind'])}
        >
          <Radio value="orders">{say('imports.kind.orders')}</Radio>
          <Radio value="events">{say('imports.kind.events')}</Radio>
        </RadioGroup>
        <Button theme="solid" size="large" onClick={() => input.current?.click()}>
          {say('imports.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={say('imports.choose')}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
    </section>
  );
}
