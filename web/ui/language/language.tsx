import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { fill } from '#kernel/text';
import { useStored } from '../theme/stored.ts';
import { type Language, type MessageKey, messages, preferredLanguage } from './messages.ts';

export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

type Spoken = {
  readonly language: Language;
  readonly say: Say;
  readonly speak: (language: Language) => void;
};

const LanguageContext = createContext<Spoken | null>(null);

/** Chinese or English for everything below; the choice is kept in this browser. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [stored, speak] = useStored('language');
  const language: Language =
    stored === 'zh' || stored === 'en' ? stored : preferredLanguage(navigator.languages);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const spoken = useMemo<Spoken>(
    () => ({ language, speak, say: (key, values = {}) => fill(messages[language][key], values) }),
    [language, speak],
  );
  return <LanguageContext value={spoken}>{children}</LanguageContext>;
}

export function useLanguage(): Spoken {
  const spoken = useContext(LanguageContext);
  if (!spoken) throw new Error('useLanguage is called outside LanguageProvider');
  return spoken;
}

/** The short form for components that only need texts. */
export function useSay(): Say {
  return useLanguage().say;
}
