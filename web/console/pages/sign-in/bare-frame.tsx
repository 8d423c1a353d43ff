import type { ReactNode } from 'react';
import { Mark } from '../../../ui/brand/mark.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';
import './sign-in.css';

type Props = { readonly title: string; readonly text?: ReactNode; readonly children: ReactNode };

/** What somebody sees who is not inside yet: one thing to do, in the middle. */
export function BareFrame({ title, text, children }: Props) {
  const { language, speak, say } = useLanguage();
  return (
    <div className="bare">
      <header className="bare-top">
        <span className="bare-brand">
          <Mark />
          Meadow
        </span>
        <button
          type="button"
          className="bare-language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
        >
          {say(language === 'zh' ? 'language.en' : 'language.zh')}
        </button>
      </header>
      <main className="bare-card">
        <h1>{title}</h1>
        {text ? <p className="bare-text">{text}</p> : null}
        {children}
      </main>
      <svg className="bare-field" viewBox="0 0 1440 200" preserveAspectRatio="none" aria-hidden="true">
        <path d="M0 120C180 60 320 150 520 110S880 30 1080 90s260 60 360 20v90H0z" />
        <path d="M0 160c200-50 420 10 640-10s380-60 560-30 160 40 240 20v60H0z" />
      </svg>
    </div>
  );
}
