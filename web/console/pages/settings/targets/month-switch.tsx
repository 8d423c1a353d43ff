import { IconChevronLeft, IconChevronRight } from '@douyinfe/semi-icons';
import { Button } from '@douyinfe/semi-ui-19';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { monthText } from './month-text.ts';

/** One month, with the ones before and after a step away. */
export function MonthSwitch({ month, onMove }: { month: string; onMove: (months: number) => void }) {
  const { say, language } = useLanguage();
  return (
    <fieldset className="month-switch" aria-label={say('targets.month')}>
      <Button icon={<IconChevronLeft />} aria-label={say('targets.before')} onClick={() => onMove(-1)} />
      <strong aria-live="polite">{monthText(month, language)}</strong>
      <Button icon={<IconChevronRight />} aria-label={say('targets.after')} onClick={() => onMove(1)} />
    </fieldset>
  );
}
