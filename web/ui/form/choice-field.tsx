import { Select } from '@douyinfe/semi-ui-19';
import type { ReactNode } from 'react';
import { Field } from './field.tsx';

type Props<Value extends string> = {
  readonly id: string;
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  readonly placeholder?: string;
};

/** A choice from a list; a long list can be searched by typing. */
export function ChoiceField<Value extends string>(props: Props<Value>) {
  const { id, label, help, error, options, value, onChange } = props;
  return (
    <Field id={id} label={label} help={help} error={error}>
      <Select
        id={id}
        size="large"
        className="field-select"
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-note`}
        validateStatus={error ? 'error' : 'default'}
        filter={options.length > 10}
        disabled={props.disabled ?? false}
        {...(value === null ? {} : { value })}
        {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        optionList={[...options]}
        onChange={(next) => onChange(next as Value)}
      />
    </Field>
  );
}
