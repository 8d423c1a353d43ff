import { Input } from '@douyinfe/semi-ui-19';
import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field.tsx';

type Props = Omit<ComponentProps<typeof Input>, 'onChange' | 'value' | 'id'> & {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly aside?: ReactNode;
};

export function TextField({ id, label, help, error, aside, onChange, ...rest }: Props) {
  return (
    <Field id={id} label={label} help={help} error={error} aside={aside}>
      <Input
        id={id}
        size="large"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
        validateStatus={error ? 'error' : 'default'}
        onChange={(value) => onChange(value)}
        {...rest}
      />
    </Field>
  );
}
