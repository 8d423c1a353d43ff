import { useId, useState } from 'react';
import { useSay } from '../../../../ui/language/language.tsx';

type Props = {
  readonly label: string;
  readonly values: readonly string[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Others than the options may be typed. */
  readonly isOpen?: boolean;
  readonly onChange: (values: readonly string[]) => void;
};

/** Options that are switched on and off; what is chosen but not offered is shown as well. */
export function ChipChoice({ label, values, options, isOpen = false, onChange }: Props) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const list = useId();
  // Hundreds of buttons are no choice: the first ones, and the others by typing.
  const offered = isOpen ? options.slice(0, 12) : options;
  const chosenOnly = values.filter((value) => !offered.some((one) => one.value === value));
  const labelOf = (value: string) => options.find((one) => one.value === value)?.label ?? value;
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  const add = () => {
    const value = typed.trim();
    if (value !== '' && !values.includes(value)) onChange([...values, value]);
    setTyped('');
  };
  return (
    <fieldset className="aud-chips">
      <legend className="visually-hidden">{label}</legend>
      {[...offered.map(({ value }) => value), ...chosenOnly].map((value) => (
        <button
          key={value}
          type="button"
          className="aud-chip"
          aria-pressed={values.includes(value)}
          onClick={() => toggle(value)}
        >
          {labelOf(value)}
        </button>
      ))}
      {isOpen ? (
        <>
          <input
            className="aud-input aud-input-wide"
            aria-label={say('audiences.addValue')}
            placeholder={say('audiences.addValue')}
            list={list}
            value={typed}
            maxLength={200}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
          />
          <datalist id={list}>
            {options.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </datalist>
        </>
      ) : null}
    </fieldset>
  );
}
