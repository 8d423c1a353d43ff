import { Input, Modal } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import { useLanguage } from '../language/language.tsx';
import { DialogName } from './dialog-name.tsx';
import { type Command, findCommands } from './find-commands.ts';
import type { PageEntry } from './page-entry.ts';
import { useCommands } from './use-commands.ts';

type Props = { readonly pages: readonly PageEntry[]; readonly open: boolean; readonly onClose: () => void };

/** Ctrl-K: goes to any page, metric, shop or order by typing a part of its name. */
export function CommandPalette({ pages, open, onClose }: Props) {
  const { say } = useLanguage();
  return (
    <Modal
      visible={open}
      onCancel={onClose}
      footer={null}
      header={null}
      width={560}
      style={{ maxWidth: 'calc(100vw - 24px)' }}
      bodyStyle={{ padding: '12px 0' }}
    >
      <DialogName name={say('palette.open')} />
      {open ? <Palette pages={pages} onClose={onClose} /> : null}
    </Modal>
  );
}

function Palette({ pages, onClose }: Omit<Props, 'open'>) {
  const { say } = useLanguage();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = findCommands(useCommands(pages, text), text);
  const choose = (next: number) => {
    setChosen(next);
    document.getElementById(`palette-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  return (
    <div className="palette">
      <Input
        autoFocus
        size="large"
        value={text}
        placeholder={say('palette.placeholder')}
        aria-label={say('palette.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-autocomplete="list"
        {...(found.length > 0 ? { 'aria-activedescendant': `palette-${chosen}` } : {})}
        onChange={(value) => {
          setText(value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            choose((chosen + step + found.length) % Math.max(1, found.length));
          }
          const end = event.key === 'Home' ? 0 : event.key === 'End' ? found.length - 1 : null;
          if (end !== null && text === '') {
            event.preventDefault();
            choose(end);
          }
          // Enter that ends the input of Chinese letters chooses nothing.
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault();
            run(found[chosen]);
          }
        }}
      />
      <p className="palette-keys quiet" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> {say('palette.keysMove')} <kbd>Enter</kbd> {say('palette.keysGo')}{' '}
        <kbd>Esc</kbd> {say('palette.keysClose')}
      </p>
      <div id="palette-list" role="listbox" aria-label={say('palette.open')} className="palette-list">
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the field above, which keeps the focus.
          <div
            key={command.id}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className="palette-item"
            onMouseMove={() => setChosen(index)}
            onClick={() => run(command)}
          >
            <span>{command.name}</span>
            <small>{command.hint}</small>
          </div>
        ))}
        {found.length === 0 ? <p className="quiet palette-group">{say('palette.nothing')}</p> : null}
      </div>
    </div>
  );
}
