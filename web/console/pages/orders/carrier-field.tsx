import { Field } from '../../../ui/form/field.tsx';
import { useSay } from '../../../ui/language/language.tsx';

type Props = {
  readonly id: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
};

/** A carrier by name, with the usual ones offered while typing. */
export function CarrierField({ id, value, error, onChange }: Props) {
  const say = useSay();
  return (
    <Field id={id} label={say('orders.carrier')} error={error}>
      <input
        id={id}
        className="orders-carrier"
        list={`${id}-known`}
        maxLength={60}
        autoComplete="off"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={`${id}-known`}>
        {say('orders.carriers')
          .split('|')
          .map((carrier) => (
            <option key={carrier} value={carrier} />
          ))}
      </datalist>
    </Field>
  );
}
