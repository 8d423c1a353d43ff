import { useNavigate, useSearch } from '@tanstack/react-router';

/** The state that the address names, or else the first. */
export function useStateOf<State extends string>(states: readonly [State, ...State[]]): State {
  const { state } = useSearch({ strict: false }) as { state?: string };
  return states.find((one) => one === state) ?? states[0];
}

type Props<State extends string> = {
  readonly label: string;
  /** The page whose address names the state. */
  readonly page: '/orders' | '/me/coupons';
  readonly states: readonly State[];
  readonly state: State;
  readonly textOf: (state: State) => string;
};

/** Chooses which of one's own things are listed. */
export function StateTabs<State extends string>({ label, page, states, state, textOf }: Props<State>) {
  const navigate = useNavigate();
  return (
    <div className="chips tabs-row" role="tablist" aria-label={label}>
      {states.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          className="chip"
          aria-selected={one === state}
          onClick={() => void navigate({ to: page, search: { state: one } as never, replace: true })}
        >
          {textOf(one)}
        </button>
      ))}
    </div>
  );
}
