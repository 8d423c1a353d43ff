import { PlainSelect } from '../../../../ui/form/plain-select.tsx';

type NumberProps = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
};

/** A number within bounds; what is typed on the way to one is not taken yet. */
export function SmallNumber({ label, value, min, max, step = 1, onChange }: NumberProps) {
  return (
    <input
      className="aud-input number"
      type="number"
      inputMode="numeric"
      aria-label={label}
      min={min}
      max={max}
      step={step}
      defaultValue={value}
      onChange={({ target }) => {
        const typed = Number(target.value);
        if (target.value !== '' && typed >= min && typed <= max) onChange(typed);
      }}
      onBlur={({ target }) => {
        if (target.value === '' || !target.validity.valid) target.value = String(value);
      }}
    />
  );
}

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly say: (value: Value) => string;
  readonly onChange: (value: Value) => void;
};

export function SmallChoice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, value, values, say, onChange } = props;
  return (
    <PlainSelect
      aria-label={label}
      value={value}
      options={values.map((one) => ({ value: one, label: say(one) }))}
      onChoose={onChange}
    />
  );
}
