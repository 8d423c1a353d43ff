import { Button } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { ImportPreview } from '#shop/contract';
import { PlainSelect } from '../../../ui/form/plain-select.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { fieldText } from './field-text.ts';
import { type Changes, columnOf, examplesOf, type Field, sureness } from './mapping.ts';

const none = '\u0000none';
const alwaysShown = new Set([
  'order_id',
  'sku',
  'quantity',
  'unit_price',
  'line_amount',
  'paid_at',
  'ordered_at',
  'customer_id',
]);
const tagOf = { sure: 'tag tag-good', likely: 'tag', unsure: 'tag tag-warn' } as const;

type Props = {
  readonly preview: ImportPreview;
  readonly changes: Changes;
  readonly onChange: (field: string, column: string | null) => void;
};

/** Field by field: its column, examples of what stands there, and how sure the guess is. */
export function MappingTable({ preview, changes, onChange }: Props) {
  const say = useSay();
  const [all, setAll] = useState(false);
  const shown = preview.fields.filter(
    (field) => all || alwaysShown.has(field.field) || columnOf(field, changes) !== null,
  );
  return (
    <>
      <table className="mapping" aria-label={say('imports.mapping')}>
        <thead>
          <tr className="mapping-row mapping-head">
            <th scope="col">{say('imports.field')}</th>
            <th scope="col">{say('imports.column')}</th>
            <th scope="col">{say('imports.example')}</th>
            <th scope="col">{say('imports.confidence')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <MappingRow
              key={field.field}
              field={field}
              preview={preview}
              changes={changes}
              onChange={(column) => onChange(field.field, column)}
            />
          ))}
        </tbody>
      </table>
      <Button theme="borderless" onClick={() => setAll(!all)}>
        {all ? say('imports.showMapped') : say('imports.showAll', { count: preview.fields.length })}
      </Button>
    </>
  );
}

type RowProps = {
  readonly field: Field;
  readonly preview: ImportPreview;
  readonly changes: Changes;
  readonly onChange: (column: string | null) => void;
};

function MappingRow({ field, preview, changes, onChange }: RowProps) {
  const say = useSay();
  const column = columnOf(field, changes);
  const name = fieldText(field.field, say);
  const changed = Object.hasOwn(changes, field.field);
  const level = changed ? 'sure' : sureness(field.confidence);
  return (
    <tr className="mapping-row">
      <th scope="row" className="mapping-field">
        {name}
      </th>
      <td>
        <PlainSelect
          aria-label={name}
          className="plain-select-wide"
          value={column ?? none}
          options={[
            { value: none, label: say('imports.notInFile') },
            ...preview.columns.map((value) => ({ value, label: value || '–' })),
          ]}
          onChoose={(value) => onChange(value === none ? null : value)}
        />
      </td>
      <td className="mapping-example">{column === null ? '' : examplesOf(preview, column).join(', ')}</td>
      <td>{column === null ? null : <span className={tagOf[level]}>{say(`imports.${level}`)}</span>}</td>
    </tr>
  );
}
