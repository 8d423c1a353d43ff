import './choice.css';

export type Tab<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  /** How many things wait behind it; left out where nobody counts. */
  readonly count?: number | undefined;
};

type Props<Value extends string> = {
  readonly label: string;
  readonly tabs: readonly Tab<Value>[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
};

/** Ways to look at one list; a row that scrolls sideways where it does not fit. */
export function TabList<Value extends string>({ label, tabs, value, onChoose }: Props<Value>) {
  return (
    <fieldset className="tab-list">
      <legend className="visually-hidden">{label}</legend>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          className="m-plain tab-list-tab"
          aria-pressed={tab.value === value}
          onClick={() => onChoose(tab.value)}
        >
          {tab.label}
          {tab.count ? <span className="tab-list-count number">{tab.count}</span> : null}
        </button>
      ))}
    </fieldset>
  );
}
