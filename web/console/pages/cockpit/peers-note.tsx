import { IconInfoCircle } from '@douyinfe/semi-icons';
import type { MetricAnswer } from '../../../ui/api/metrics.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';

/** Why a comparison with peers shows no medians: dashes alone would read as a fault. */
export function PeersNote({ totals }: { totals: MetricAnswer | undefined }) {
  const { language } = useLanguage();
  const { compare } = useScope();
  const note = totals?.meta.notes.find(({ code }) => code.startsWith('peers_'));
  if (compare !== 'peers' || !note) return null;
  return (
    <p className="attention attention-calm peers-note">
      <IconInfoCircle /> {note.text[language]}
    </p>
  );
}
