import { useSay } from '../language/language.tsx';
import type { Freshness } from './freshness.ts';

const texts = { fresh: 'freshness.fresh', late: 'freshness.late', none: 'freshness.none' } as const;
const signs = { fresh: '●', late: '◐', none: '○' } as const;

/** Full, half or empty: up to date, behind, or without any data. */
export function FreshnessDot({ freshness }: { freshness: Freshness }) {
  const say = useSay();
  const text = say(texts[freshness.state]);
  return (
    <span className={`freshness freshness-${freshness.state}`} title={text}>
      <span aria-hidden="true">{signs[freshness.state]}</span>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
