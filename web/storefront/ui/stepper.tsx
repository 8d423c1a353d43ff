import { useSay } from '../../ui/language/language.tsx';

type Props = {
  readonly value: number;
  readonly max: number;
  readonly min?: number;
  readonly onChange: (value: number) => void;
};

export function Stepper({ value, max, min = 1, onChange }: Props) {
  const say = useSay();
  return (
    <span className="stepper">
      <button
        type="button"
        aria-label={say('store.fewer')}
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
      >
        −
      </button>
      <output>{value}</output>
      <button
        type="button"
        aria-label={say('store.moreOf')}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        +
      </button>
    </span>
  );
}
