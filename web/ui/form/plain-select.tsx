import type { SelectHTMLAttributes } from 'react';
import './form.css';

type Props<Value extends string> = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'> & {
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
  /** Shown while nothing is chosen. */
  readonly nothing?: string;
};

/** The browser's own list: known to every keyboard, screen reader and thumb, and found by typing. */
export function PlainSelect<Value extends string>({
  value,
  options,
  onChoose,
  nothing,
  className,
  ...rest
}: Props<Value>) {
  return (
    <select
      className={`plain-select ${className ?? ''}`}
      value={value ?? ''}
      onChange={(event) => onChoose(event.target.value as Value)}
      {...rest}
    >
      {value === null ? (
        <option value="" disabled>
          {nothing ?? '–'}
        </option>
      ) : null}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
