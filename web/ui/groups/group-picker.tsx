import { useLanguage } from '../language/language.tsx';
import { fullNumber } from '../metric/number-text.ts';
import { useScope } from '../shell/scope.tsx';
import './groups.css';

export type PickedGroup = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly heldOut: number;
  readonly isClosed: boolean;
};

type Props = {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly PickedGroup[];
  readonly chosen: readonly string[];
  readonly error?: string | undefined;
  readonly help?: string;
  readonly onChange: (chosen: readonly string[]) => void;
};

/** Groups to tick, each with how many it reaches. */
export function GroupPicker({ id, label, groups, chosen, error, help, onChange }: Props) {
  const { say, language } = useLanguage();
  const { organization } = useScope();
  const count = (value: number) =>
    fullNumber(value, { unit: 'people', currency: organization.currency, language });
  if (groups.length === 0 && !error) return null;
  return (
    <fieldset className="people-groups" id={id} tabIndex={-1} aria-describedby={`${id}-note`}>
      <legend>{label}</legend>
      <div className="people-group-list">
        {groups.map((group) => (
          <label key={group.id} className="people-group">
            <input
              type="checkbox"
              checked={chosen.includes(group.id)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, group.id] : chosen.filter((one) => one !== group.id))
              }
            />
            <span className="people-group-name">{group.name}</span>
            <span className="quiet">
              {group.isClosed
                ? say('ads.groupClosed')
                : say('ads.groupSize', { people: count(group.size), heldOut: count(group.heldOut) })}
            </span>
          </label>
        ))}
      </div>
      <p
        id={`${id}-note`}
        className={error ? 'field-error' : 'field-help'}
        role={error ? 'alert' : undefined}
      >
        {error ?? help}
      </p>
    </fieldset>
  );
}
