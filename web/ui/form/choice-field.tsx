import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import { PlainSelect } from './plain-select.tsx';

type Props<Value extends string> = {
  readonly id: string;
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
};

/** A choice from a list. */
export function ChoiceField<Value extends string>(props: Props<Value>) {
  const { id, label, help, error, options, value, onChange, disabled = false } = props;
  return (
    <Field id={id} label={label} help={help} error={error}>
      <PlainSelect
        id={id}
        className="plain-select-large"
        aria-describedby={help || error ? `${id}-note` : undefined}
        aria-invalid={error !== undefined}
        disabled={disabled}
        options={options}
        value={value}
        onChoose={onChange}
      />
    </Field>
  );
}
