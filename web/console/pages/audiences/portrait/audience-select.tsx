import type { AudienceView } from '#audiences/contract';
import { QuietSelect } from '../../../../ui/choice/quiet-select.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly audiences: readonly AudienceView[];
  /** What was answered about them, which names one that is not among the newest. */
  readonly answered?: readonly { readonly id: string | null; readonly name: string | null }[];
  /** Offers everybody known, whose value is ''. */
  readonly withEveryone?: boolean;
  readonly onChange: (id: string) => void;
};

/** Chooses an audience by its name; one that is not among the newest by what was answered of it. */
export function AudienceSelect(props: Props) {
  const { label, value, audiences, answered = [], withEveryone = false, onChange } = props;
  const { say, language } = useLanguage();
  const named = audiences.map(({ id, name, size }) => ({
    value: id,
    label: size === null ? name : `${name} (${fullNumber(size, { unit: 'people', currency: '', language })})`,
  }));
  const known = named.some((one) => one.value === value) || value === '';
  return (
    <QuietSelect
      label={label}
      prefix={label}
      value={value}
      options={[
        ...(withEveryone ? [{ value: '', label: say('portrait.everyone') }] : []),
        ...(known ? [] : [{ value, label: answered.find(({ id }) => id === value)?.name ?? '…' }]),
        ...named,
      ]}
      onChange={onChange}
    />
  );
}
