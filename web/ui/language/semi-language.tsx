import { LocaleProvider } from '@douyinfe/semi-ui-19';
import semiEn from '@douyinfe/semi-ui-19/lib/es/locale/source/en_US.js';
import semiZh from '@douyinfe/semi-ui-19/lib/es/locale/source/zh_CN.js';
import type { ComponentProps, ReactNode } from 'react';
import { useLanguage } from './language.tsx';

type SemiLocale = NonNullable<ComponentProps<typeof LocaleProvider>['locale']>;

// Semi's package does not say that these files are modules, so TypeScript sees one `default` too many.
const locales = { en: semiEn as unknown as SemiLocale, zh: semiZh as unknown as SemiLocale };

/** The words inside Semi's own components, in the language of the page. */
export function SemiLanguage({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  return <LocaleProvider locale={locales[language]}>{children}</LocaleProvider>;
}
