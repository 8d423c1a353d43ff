import type { LayerDriversAnswer } from '#audiences/contract';
import { SqlText } from '../../../../ui/explain/sql-text.tsx';
import { PlainSelect } from '../../../../ui/form/plain-select.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber, percent } from '../../../../ui/metric/number-text.ts';
import { shortId } from '../../../../ui/metric/short-id.ts';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';
import { type Column, DataTable } from '../../../../ui/table/data-table.tsx';
import { isDriven, writeMove } from './moves.ts';
import type { Move } from './use-layers.ts';

type Driver = LayerDriversAnswer['drivers'][number];
type Props = {
  readonly moves: readonly Move[];
  readonly chosen: (Move & { from: NonNullable<Move['from']>; to: NonNullable<Move['to']> }) | null;
  readonly onChoose: (move: string) => void;
  readonly answer: LayerDriversAnswer | undefined;
  readonly error: unknown;
  readonly onRetry: () => unknown;
};

const bought: ReadonlySet<string> = new Set(['repeat', 'first_order', 'act', 'advocate']);

/** Of one move: which content, live, product card or ad those who made it touched more than those who stayed. */
export function DriversCard({ moves, chosen, onChoose, answer, error, onRetry }: Props) {
  const { say, language } = useLanguage();
  const form = { unit: 'people' as const, currency: '', language };
  const options = moves
    .filter(isDriven)
    .toSorted((one, other) => other.people - one.people)
    .map((move) => ({
      value: writeMove(move),
      label: `${say(`layers.name.${move.from}`)} → ${say(`layers.name.${move.to}`)} (${fullNumber(move.people, form)})`,
    }));
  return (
    <section className="card layer-drivers" aria-label={say('layers.drivers')}>
      <header className="card-head">
        <h2>{say('layers.drivers')}</h2>
        {options.length > 0 ? (
          <PlainSelect
            aria-label={say('layers.move')}
            value={chosen ? writeMove(chosen) : null}
            options={options}
            onChoose={onChoose}
          />
        ) : null}
      </header>
      {chosen === null ? (
        <p className="quiet">{say(options.length > 0 ? 'layers.chooseMove' : 'layers.nobodyMoved')}</p>
      ) : !answer ? (
        error ? (
          <ErrorState error={error} onRetry={() => void onRetry()} />
        ) : (
          <Bones height={36} count={5} />
        )
      ) : (
        <>
          <p className="quiet">
            {say('layers.driversText', {
              movers: fullNumber(answer.movers, form),
              others: fullNumber(answer.others, form),
            })}{' '}
            {bought.has(chosen.to) ? say('layers.driversPaid') : ''} {say('layers.driversCaution')}
          </p>
          <DriverTable answer={answer} />
          <SqlText sql={answer.sql} />
        </>
      )}
    </section>
  );
}

function DriverTable({ answer }: { answer: LayerDriversAnswer }) {
  const { say, language } = useLanguage();
  const form = { unit: 'people' as const, currency: '', language };
  const times = (ratio: number) => `${ratio.toFixed(ratio >= 10 ? 0 : 2)}×`;
  const share = (people: number, part: number) => (
    <span className="number">
      {percent(part, language, 1)} <small className="quiet">{fullNumber(people, form)}</small>
    </span>
  );
  /** What the records have no name for is told by whose it was, or else by its id. */
  const nameOf = ({ kind, id, name, by }: Driver) =>
    name ??
    (by !== null && (kind === 'live' || kind === 'content')
      ? say(`layers.${kind}Of`, { by: shortId(by) })
      : shortId(id));
  const beneath = (driver: Driver) =>
    [
      say(`layers.kind.${driver.kind}`),
      driver.name !== null ? driver.by && shortId(driver.by) : driver.by !== null ? shortId(driver.id) : null,
    ]
      .filter(Boolean)
      .join(' · ');
  const columns: Column<Driver>[] = [
    {
      id: 'thing',
      title: say('layers.driver'),
      fixed: true,
      width: 180,
      render: (driver) => (
        <span className="layer-driver" title={`${nameOf(driver)} · ${driver.id}`}>
          <span>{nameOf(driver)}</span>
          <small className="quiet">{beneath(driver)}</small>
        </span>
      ),
      cell: (driver) => `${say(`layers.kind.${driver.kind}`)} ${nameOf(driver)}`,
      idCell: ({ id }) => id,
    },
    {
      id: 'lift',
      title: say('layers.lift'),
      numeric: true,
      render: ({ lift, isSure }) => (
        <span className="number">
          <strong>{times(lift.ratio)}</strong>
          {isSure ? null : <small className="quiet"> {say('layers.unsure')}</small>}
        </span>
      ),
      cell: ({ lift }) => lift.ratio,
    },
    {
      id: 'interval',
      title: say('layers.interval'),
      numeric: true,
      width: 130,
      render: ({ lift }) => (
        <span className="number">
          {times(lift.low)} – {times(lift.high)}
        </span>
      ),
      cell: ({ lift }) => `${lift.low} – ${lift.high}`,
    },
    {
      id: 'movers',
      title: say('layers.moverShare'),
      numeric: true,
      render: ({ movers, moverShare }) => share(movers, moverShare),
      cell: ({ moverShare }) => moverShare,
    },
    {
      id: 'others',
      title: say('layers.otherShare'),
      numeric: true,
      render: ({ others, otherShare }) => share(others, otherShare),
      cell: ({ otherShare }) => otherShare,
    },
  ];
  return (
    <DataTable<Driver>
      label={say('layers.drivers')}
      fileName="layer-drivers"
      columns={columns}
      rows={answer.drivers}
      rowKey={({ kind, id }) => `${kind} ${id}`}
      empty={<p className="quiet">{say('layers.noDrivers', { min: answer.moversMin })}</p>}
    />
  );
}
