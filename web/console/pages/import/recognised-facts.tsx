import type { ImportPreview } from '#shop/contract';
import { useLanguage } from '../../../ui/language/language.tsx';

/** Format, encoding and where the file seems to come from. */
export function RecognisedFacts({ preview }: { preview: ImportPreview }) {
  const { say, language } = useLanguage();
  const format = [formatName(preview), preview.compressed ? say('imports.compressed') : null];
  return (
    <dl className="import-facts">
      <div>
        <dt>{say('imports.preset')}</dt>
        <dd>
          {preview.preset[language]}{' '}
          {preview.remembered ? <span className="tag tag-good">{say('imports.remembered')}</span> : null}
        </dd>
      </div>
      <div>
        <dt>{say('imports.format')}</dt>
        <dd>{format.filter(Boolean).join(' · ')}</dd>
      </div>
      {preview.encoding ? (
        <div>
          <dt>{say('imports.encoding')}</dt>
          <dd>{preview.encoding.toUpperCase()}</dd>
        </div>
      ) : null}
      <div>
        <dt>{say('imports.header')}</dt>
        <dd>{say(preview.hasHeader ? 'imports.headerYes' : 'imports.headerNo')}</dd>
      </div>
    </dl>
  );
}

const delimited: Readonly<Record<string, string>> = { ',': 'CSV', '\t': 'TSV' };

function formatName({ format, delimiter }: ImportPreview): string {
  if (format !== 'delimited') return format.replace('_', ' ').toUpperCase();
  return delimited[delimiter ?? ','] ?? `CSV ( ${delimiter} )`;
}
