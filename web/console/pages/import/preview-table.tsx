import type { ImportPreview } from '#shop/contract';
import { useSay } from '../../../ui/language/language.tsx';

const rowsMax = 8;

/** The first rows as they stand in the file. */
export function PreviewTable({ preview }: { preview: ImportPreview }) {
  const say = useSay();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keys.
    <section className="preview" tabIndex={0} aria-label={say('imports.preview')}>
      <table>
        {preview.columns.length > 0 ? (
          <thead>
            <tr>
              {preview.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {preview.rows.slice(0, rowsMax).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are known by their place alone.
            <tr key={index}>
              {row.map((cell, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: so are its cells.
                <td key={place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
