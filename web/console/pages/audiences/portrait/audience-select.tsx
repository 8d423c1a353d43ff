import type { AudienceView } from '#audiences/contract';
import { QuietSelect } from '../../../../ui/choice/quiet-select.tsx';
import { useSay } from '../../../../ui/language/language.tsx';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly audiences: readonly AudienceView[];
  /** Offers everybody known, whose value is ''. */
  readonly withEveryone?: boolean;
  readonly onChange: (id: string) => void;
};

/** Chooses an audience by its name; one that is not among the newest stays chosen by its id. */
export function AudienceSelect({ label, value, audiences, withEveryone = false, onChange }: Props) {
  const say = useSay();
  const named = audiences.map(({ id, name, size }) => ({
    value: id,
    label: size === null ? name : `${name} (${size.toLocaleString()})`,
  }));
  const known = named.some((one) => one.value === value) || value === '';
  return (
    <QuietSelect
      label={label}
      prefix={label}
      value={value}
      options={[
        ...(withEveryone ? [{ value: '', label: say('portrait.everyone') }] : []),
        ...(known ? [] : [{ value, label: value }]),
        ...named,
      ]}
      onChange={onChange}
    />
  );
}
