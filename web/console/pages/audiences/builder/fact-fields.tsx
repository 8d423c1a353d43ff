import { actions, type ConditionOf, narrowings } from '#audiences/contract';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { useChoices } from '../use-audiences.ts';
import { ChipChoice } from './chip-choice.tsx';
import { SmallChoice, SmallNumber } from './small-fields.tsx';

type Deed = ConditionOf<'last'>['what'];
type Window = ConditionOf<'did'>['window'];
type Where = ConditionOf<'did'>['where'];

const ownEvent = 'event';
const actionNames = Object.keys(actions) as (keyof typeof actions)[];

/** What somebody did: an action, buying where that is meant too, or an event by its name. */
export function DeedField(props: {
  readonly deed: Deed;
  readonly withBuying: boolean;
  readonly onChange: (deed: Deed) => void;
}) {
  const say = useSay();
  const { events } = useChoices();
  const { deed, withBuying, onChange } = props;
  const value = deed === 'bought' ? 'bought' : 'event' in deed ? ownEvent : deed.action;
  const values = [...actionNames, ...(withBuying ? (['bought'] as const) : []), ownEvent] as const;
  return (
    <>
      <SmallChoice
        label={say('audiences.deed')}
        value={value}
        values={values}
        say={(one) => say(`audiences.action.${one}`)}
        onChange={(one) =>
          onChange(
            one === 'bought'
              ? 'bought'
              : one === ownEvent
                ? { event: events[0]?.value ?? 'Product Viewed' }
                : { action: one },
          )
        }
      />
      {deed !== 'bought' && 'event' in deed ? (
        <SmallChoice
          label={say('audiences.event')}
          value={deed.event}
          values={[...new Set([deed.event, ...events.map((one) => one.value)])]}
          say={(one) => one}
          onChange={(event) => onChange({ event })}
        />
      ) : null}
    </>
  );
}

/** Within the last so many days, between two days, or ever. */
export function WindowField({
  window,
  onChange,
}: {
  readonly window: Window;
  readonly onChange: (window: Window) => void;
}) {
  const say = useSay();
  const { today } = useScope();
  const kind = window === null ? 'ever' : 'lastDays' in window ? 'last' : 'between';
  return (
    <>
      <SmallChoice
        label={say('audiences.window')}
        value={kind}
        values={['last', 'between', 'ever']}
        say={(one) => say(`audiences.window.${one}`)}
        onChange={(one) =>
          onChange(one === 'ever' ? null : one === 'last' ? { lastDays: 14 } : { from: today, to: today })
        }
      />
      {window && 'lastDays' in window ? (
        <DaysField days={window.lastDays} max={730} onChange={(lastDays) => onChange({ lastDays })} />
      ) : null}
      {window && 'from' in window
        ? (['from', 'to'] as const).map((end) => (
            <input
              key={end}
              type="date"
              className="aud-input"
              aria-label={say(`audiences.window.${end}`)}
              value={window[end]}
              onChange={({ target }) => {
                if (target.value !== '') onChange({ ...window, [end]: target.value });
              }}
            />
          ))
        : null}
    </>
  );
}

export function DaysField(props: {
  readonly days: number;
  readonly max: number;
  readonly onChange: (days: number) => void;
}) {
  const say = useSay();
  return (
    <span className="aud-unit">
      <SmallNumber
        label={say('audiences.days')}
        value={props.days}
        min={1}
        max={props.max}
        onChange={props.onChange}
      />
      {say('audiences.days')}
    </span>
  );
}

/** Narrows facts by their dimensions: each a line with a list of values. */
export function WhereField({
  where,
  onChange,
}: {
  readonly where: Where;
  readonly onChange: (where: Where) => void;
}) {
  const say = useSay();
  const optionsOf = useNarrowingOptions();
  const change = (place: number, part: Partial<Where[number]>) =>
    onChange(where.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <>
      {where.map((one, place) => (
        // Lines have no names of their own; their place is what they are.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div className="aud-line aud-where" key={place}>
          <SmallChoice
            label={say('audiences.narrowBy')}
            value={one.dimension}
            values={narrowings}
            say={(dimension) => say(`audiences.narrowing.${dimension}`)}
            onChange={(dimension) => change(place, { dimension, values: [] })}
          />
          <SmallChoice
            label={say('audiences.isOrIsNot')}
            value={one.op}
            values={['in', 'not_in']}
            say={(op) => say(`audiences.where.${op}`)}
            onChange={(op) => change(place, { op })}
          />
          <ChipChoice
            label={say('audiences.values')}
            values={one.values}
            options={optionsOf(one.dimension)}
            isOpen
            onChange={(values) => change(place, { values: [...values] })}
          />
          <button
            type="button"
            className="aud-quiet"
            onClick={() => onChange(where.filter((_, at) => at !== place))}
          >
            {say('audiences.removeNarrowing')}
          </button>
        </div>
      ))}
      {where.length < 8 ? (
        <button
          type="button"
          className="aud-quiet"
          onClick={() => onChange([...where, { dimension: 'category', op: 'in', values: [] }])}
        >
          + {say('audiences.narrow')}
        </button>
      ) : null}
    </>
  );
}

function useNarrowingOptions() {
  const say = useSay();
  const { structure } = useScope();
  const { productCategories, contentCategories } = useChoices();
  const categories = [...new Set([...productCategories, ...contentCategories].map(({ value }) => value))].map(
    (value) => ({ value, label: value }),
  );
  const named = (items: readonly { readonly id: string; readonly name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  return (dimension: (typeof narrowings)[number]) => {
    if (dimension === 'category') return categories;
    if (dimension === 'brand') return named(structure.brands);
    if (dimension === 'shop') return named(structure.shops);
    if (dimension === 'account') return named(structure.accounts);
    if (dimension === 'carrier')
      return (['live', 'short_video', 'product_card'] as const).map((value) => ({
        value,
        label: say(`audiences.carrier.${value}`),
      }));
    return [];
  };
}
