import './choice.css';

type Props<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** A word before the choice, such as "vs". */
  readonly prefix?: string;
};

/** The browser's own list: known to every keyboard, screen reader and thumb. */
export function QuietSelect<Value extends string>({ label, value, options, onChange, prefix }: Props<Value>) {
  return (
    <label className="quiet-select">
      <span className={prefix ? 'quiet-select-prefix' : 'visually-hidden'}>{prefix ?? label}</span>
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
