import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { useLanguage } from '../language/language.tsx';
import { useStored } from './stored.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';
/** Which colour a rise has: red in Chinese markets, green elsewhere, or as a person set it. */
export type RisingChoice = 'language' | 'red' | 'green';

type Theme = {
  readonly choice: ThemeChoice;
  readonly mode: 'light' | 'dark';
  readonly choose: (choice: ThemeChoice) => void;
  readonly risingChoice: RisingChoice;
  readonly rising: 'red' | 'green';
  readonly chooseRising: (choice: RisingChoice) => void;
};

const ThemeContext = createContext<Theme | null>(null);
const dark = window.matchMedia('(prefers-color-scheme: dark)');

export function ThemeProvider({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const [storedTheme, choose] = useStored('theme');
  const [storedRising, chooseRising] = useStored('rising');
  const systemIsDark = useSyncExternalStore(listen, () => dark.matches);
  const choice: ThemeChoice = storedTheme === 'light' || storedTheme === 'dark' ? storedTheme : 'system';
  const mode = choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice;
  const risingChoice: RisingChoice =
    storedRising === 'red' || storedRising === 'green' ? storedRising : 'language';
  const rising = risingChoice === 'language' ? (language === 'zh' ? 'red' : 'green') : risingChoice;

  useLayoutEffect(() => {
    document.body.setAttribute('theme-mode', mode);
    document.documentElement.style.colorScheme = mode;
    document.documentElement.dataset.rising = rising;
  }, [mode, rising]);

  const theme = useMemo<Theme>(
    () => ({ choice, mode, choose, risingChoice, rising, chooseRising }),
    [choice, mode, choose, risingChoice, rising, chooseRising],
  );
  return <ThemeContext value={theme}>{children}</ThemeContext>;
}

export function useTheme(): Theme {
  const theme = useContext(ThemeContext);
  if (!theme) throw new Error('useTheme is called outside ThemeProvider');
  return theme;
}

function listen(tell: () => void): () => void {
  dark.addEventListener('change', tell);
  return () => dark.removeEventListener('change', tell);
}
