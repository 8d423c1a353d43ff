import { IconMenu, IconSearch } from '@douyinfe/semi-icons';
import { SideSheet } from '@douyinfe/semi-ui-19';
import { type ReactNode, useState } from 'react';
import { ToolButton } from '../choice/tool-button.tsx';
import { ExplainDrawer } from '../explain/explain-drawer.tsx';
import { useSay } from '../language/language.tsx';
import { CommandPalette } from './command-palette.tsx';
import { Navigation } from './navigation.tsx';
import type { PageEntry } from './page-entry.ts';
import { PersonMenu } from './person-menu.tsx';
import { PlaceSwitch } from './place-switch.tsx';
import { useScope } from './scope.tsx';
import { useShortcut } from './use-shortcut.ts';
import './shell.css';
import { DialogName } from './dialog-name.tsx';
import { useBehind } from './use-behind.ts';

/** Navigation at the side (a drawer on phones), place and search at the top, the page inside. */
export function AppShell({ pages, children }: { pages: readonly PageEntry[]; children: ReactNode }) {
  const say = useSay();
  const { organization } = useScope();
  const [menuOpen, setMenuOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  useBehind(menuOpen);
  useShortcut('k', () => setPaletteOpen(true));
  return (
    <div className="shell">
      <a className="shell-skip" href="#page">
        {say('shell.skip')}
      </a>
      <aside className="shell-side">
        <Navigation pages={pages} />
      </aside>
      <SideSheet
        visible={menuOpen}
        closeOnEsc
        placement="left"
        width={264}
        title={say('shell.name')}
        onCancel={() => setMenuOpen(false)}
        bodyStyle={{ padding: 8 }}
      >
        <DialogName name={say('shell.menu')} />
        <Navigation pages={pages} onGo={() => setMenuOpen(false)} />
      </SideSheet>
      <div className="shell-main">
        <header className="shell-top">
          <ToolButton
            className="shell-menu"
            icon={<IconMenu />}
            aria-label={say('shell.menu')}
            onClick={() => setMenuOpen(true)}
          />
          <PlaceSwitch />
          {organization.simulated ? <span className="shell-simulated">{say('shell.simulated')}</span> : null}
          <span className="shell-space" />
          <button type="button" className="shell-search" onClick={() => setPaletteOpen(true)}>
            <IconSearch />
            <span className="shell-search-text">{say('palette.open')}</span>
            <kbd>Ctrl K</kbd>
          </button>
          <PersonMenu />
        </header>
        <main id="page" tabIndex={-1}>
          {children}
        </main>
      </div>
      <CommandPalette pages={pages} open={paletteOpen} onClose={() => setPaletteOpen(false)} />
      <ExplainDrawer />
    </div>
  );
}
