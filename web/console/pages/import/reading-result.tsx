import { IconAlertTriangle, IconTickCircle } from '@douyinfe/semi-icons';
import type { ImportPreview } from '#shop/contract';
import { useLanguage } from '../../../ui/language/language.tsx';
import { reasonText } from '../../../ui/state/reason-text.ts';
import { fieldText } from './field-text.ts';

const shownMax = 5;

/** Whether the first rows can be taken as they are read now, and what is still missing. */
export function ReadingResult({ preview, stale }: { preview: ImportPreview; stale: boolean }) {
  const { say, language } = useLanguage();
  if (preview.missing.length > 0 && !stale) {
    return (
      <div className="form-note">
        <IconAlertTriangle />
        <div>
          <strong>{say('imports.missing')}</strong>
          <ul className="import-bad-rows">
            {preview.missing.map((one) => (
              <li key={one.field}>
                {fieldText(one.field.replace(/^mapping\./, ''), say)}: {reasonText(one, language)}
              </li>
            ))}
          </ul>
        </div>
      </div>
    );
  }
  // After a correction the server has not read the rows anew, so nothing is claimed about them.
  if (stale || preview.reading.length === 0) return null;
  const bad = preview.reading.filter(({ code }) => code !== null);
  const all = preview.reading.length;
  if (bad.length === 0) {
    return (
      <div className="form-good">
        <IconTickCircle />
        <div>{say('imports.readingGood', { all })}</div>
      </div>
    );
  }
  return (
    <div className="form-note">
      <IconAlertTriangle />
      <div>
        <strong>{say('imports.readingBad', { count: bad.length, all })}</strong>
        <ul className="import-bad-rows">
          {bad.slice(0, shownMax).map(({ row, code, detail, reason, reasonValues }) => (
            <li key={row}>
              {say('imports.row', { row })}:{' '}
              {reasonText({ reason, values: reasonValues, detail: detail ?? '' }, language)}{' '}
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
