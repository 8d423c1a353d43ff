import { useEffect, useState } from 'react';
import { Mark } from '../ui/brand/mark.tsx';
import { useLanguage } from '../ui/language/language.tsx';

const askAgainMs = 10_000;

/** What this instance is, and its doors. The storefront will take this place. */
export function FrontPage() {
  const { say, language, speak } = useLanguage();
  const health = useHealth();
  return (
    <div className="front">
      <header>
        <span className="front-brand">
          <Mark />
          {say('shell.name')}
        </span>
        <button type="button" onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>
          {say(language === 'zh' ? 'language.en' : 'language.zh')}
        </button>
      </header>
      <main>
        <h1>{say('front.sentence')}</h1>
        <nav aria-label={say('shell.navigation')}>
          <a className="front-door front-door-first" href="/console">
            <strong>{say('front.console')}</strong>
            <span>{say('front.consoleText')}</span>
          </a>
          <a className="front-door" href="/docs">
            <strong>{say('front.docs')}</strong>
            <span>{say('front.docsText')}</span>
          </a>
          <a className="front-door" href="/readyz">
            <strong>{say('front.health')}</strong>
            <span className={`front-health front-health-${health}`} role="status">
              {say(
                health === 'ready'
                  ? 'front.healthReady'
                  : health === 'away'
                    ? 'front.healthAway'
                    : 'front.healthAsking',
              )}
            </span>
          </a>
        </nav>
        <p className="front-more">{say('front.more')}</p>
      </main>
    </div>
  );
}

function useHealth(): 'asking' | 'ready' | 'away' {
  const [health, setHealth] = useState<'asking' | 'ready' | 'away'>('asking');
  useEffect(() => {
    const ask = () =>
      fetch('/readyz').then(
        (response) => setHealth(response.ok ? 'ready' : 'away'),
        () => setHealth('away'),
      );
    void ask();
    const timer = setInterval(ask, askAgainMs);
    return () => clearInterval(timer);
  }, []);
  return health;
}
