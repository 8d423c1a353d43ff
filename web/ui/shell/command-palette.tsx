import { Input, Modal } from '@douyinfe/semi-ui-19';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Search } from '../address/address.ts';
import { keptSearch } from '../address/page-link.tsx';
import { useDictionary } from '../api/metrics.ts';
import { useLanguage } from '../language/language.tsx';
import { useTheme } from '../theme/theme.tsx';
import { DialogName } from './dialog-name.tsx';
import { type Command, findCommands } from './find-commands.ts';
import type { PageEntry } from './page-entry.ts';
import { useScope } from './scope.tsx';

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
        aria-activedescendant={`palette-${chosen}`}
        onChange={(value) => {
          setText(value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            const next = (chosen + step + found.length) % Math.max(1, found.length);
            setChosen(next);
            document.getElementById(`palette-${next}`)?.scrollIntoView({ block: 'nearest' });
          }
          if (event.key === 'Enter') run(found[chosen]);
        }}
      />
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

/** Everything that can be reached, in the order in which it is offered before anything is typed. */
function useCommands(pages: readonly PageEntry[], text: string): Command[] {
  const { say, language, speak } = useLanguage();
  const { mode, choose } = useTheme();
  const { structure, may } = useScope();
  const navigate = useNavigate();
  const dictionary = useDictionary().data;
  const go = (to: string, search: Search = {}) =>
    void navigate({ to, search: ((before: Search) => ({ ...keptSearch(before), ...search })) as never });
  const place = (key: 'brand' | 'shop' | 'account', id: string) => () =>
    go('.', { brand: undefined, shop: undefined, account: undefined, [key]: id });
  const order = /^\s*(ord_[0-9a-z]{26})\s*$/.exec(text)?.[1];
  return [
    ...(order
      ? [
          {
            id: order,
            name: say('palette.order', { id: order }),
            hint: '',
            words: order,
            run: () => go('.', { order }),
          },
        ]
      : []),
    ...pages
      .filter((page) => page.group && (!page.permission || may(page.permission)))
      .map((page) => ({
        id: page.path,
        name: say(page.title),
        hint: say('palette.page'),
        words: page.path,
        run: () => go(page.path),
      })),
    {
      id: 'theme',
      name: say(mode === 'dark' ? 'palette.light' : 'palette.dark'),
      hint: say('palette.action'),
      words: 'theme dark light',
      run: () => choose(mode === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'language',
      name: say('palette.language'),
      hint: say('palette.action'),
      words: 'language chinese english',
      run: () => speak(language === 'zh' ? 'en' : 'zh'),
    },
    ...structure.shops.map((shop) => ({
      id: shop.id,
      name: shop.name,
      hint: say('palette.shop'),
      words: shop.id,
      run: place('shop', shop.id),
    })),
    ...structure.brands.map((brand) => ({
      id: brand.id,
      name: brand.name,
      hint: say('palette.brand'),
      words: brand.id,
      run: place('brand', brand.id),
    })),
    ...structure.accounts.map((account) => ({
      id: account.id,
      name: account.name,
      hint: say('palette.account'),
      words: account.id,
      run: place('account', account.id),
    })),
    ...(dictionary?.metrics ?? []).map((metric) => ({
      id: metric.id,
      name: metric.names[language],
      hint: `${say('palette.metric')} · ${metric.id}`,
      words: `${metric.id} ${metric.names.zh} ${metric.names.en}`,
      run: () => go('/cockpit', { explain: metric.id }),
    })),
  ];
}
