import { IconAlertTriangle } from '@douyinfe/semi-icons';
import type { ImportPreview } from '#shop/contract';
import { useSay } from '../../../ui/language/language.tsx';

/** Said at the top already, because the choice itself stands further down. */
export function DateQuestion({ dateOrder }: Pick<ImportPreview, 'dateOrder'>) {
  const say = useSay();
  return (
    <div className="form-note">
      <IconAlertTriangle />
      <div>
        <strong>{say('imports.dateNeeded')}</strong>{' '}
        {say(dateOrder === 'unsure' ? 'imports.dateUnsure' : 'imports.dateContradictory')}
      </div>
    </div>
  );
}
