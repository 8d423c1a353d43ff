import { useLanguage } from '../language/language.tsx';
import { useScope } from '../shell/scope.tsx';
import { instantText, shortInstantText } from './time-text.ts';

/** An instant in a table: short, in the brand's zone, and whole on hover. */
export function Moment({ at }: { at: string }) {
  const { language } = useLanguage();
  const { zone } = useScope();
  return (
    <time className="number" dateTime={at} title={`${instantText(at, zone, language)} (${zone})`}>
      {shortInstantText(at, zone, language, Date.now())}
    </time>
  );
}
