import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { type Column, DataTable } from '../../../../ui/table/data-table.tsx';
import type { Fitted } from './fit-cards.tsx';

type HoldOut = NonNullable<Fitted['holdOut']>;
type Frequency = HoldOut['byFrequency'][number];
type Week = HoldOut['byWeek'][number] & { readonly week: number };

/** What was expected of the weeks held out beside what came: by how often people had bought, and week by week. */
export function HoldOutCard({ holdOut }: { readonly holdOut: HoldOut }) {
  const { say, language } = useLanguage();
  const form = { unit: 'people' as const, currency: '', language };
  const whole = (value: number) => <span className="number">{fullNumber(Math.round(value), form)}</span>;
  const most = holdOut.byFrequency.at(-1)?.repeats ?? 0;
  const numeric = <Row,>(id: string, title: string, of: (row: Row) => number): Column<Row> => ({
    id,
    title,
    numeric: true,
    render: (row) => whole(of(row)),
    cell: of,
  });
  const repeatsText = (repeats: number) => (repeats === most ? `≥ ${repeats}` : String(repeats));
  const frequencies: Column<Frequency>[] = [
    {
      id: 'repeats',
      title: say('worth.repeats'),
      fixed: true,
      width: 110,
      render: ({ repeats }) => repeatsText(repeats),
      cell: ({ repeats }) => repeatsText(repeats),
    },
    numeric('people', say('audiences.size'), ({ people }) => people),
    numeric('expectedPeople', say('worth.expectedPeople'), ({ expectedPeople }) => expectedPeople),
    numeric('later', say('worth.realLater'), ({ later }) => later),
    numeric('expectedLater', say('worth.expectedLater'), ({ expectedLater }) => expectedLater),
  ];
  const weeks: Column<Week>[] = [
    {
      id: 'week',
      title: say('worth.week'),
      fixed: true,
      width: 90,
      render: ({ week }) => String(week),
      cell: ({ week }) => week,
    },
    numeric('real', say('worth.realLater'), ({ real }) => real),
    numeric('expected', say('worth.expectedLater'), ({ expected }) => expected),
  ];
  return (
    <section className="card value-held" aria-label={say('worth.tracking')}>
      <header className="card-head">
        <h2>{say('worth.tracking')}</h2>
      </header>
      <p className="quiet">
        {say('worth.trackingText', { weeks: holdOut.weeks, people: fullNumber(holdOut.people, form) })}
      </p>
      <h3>{say('worth.byFrequency')}</h3>
      <DataTable<Frequency>
        label={say('worth.byFrequency')}
        fileName="value-by-frequency"
        columns={frequencies}
        rows={holdOut.byFrequency}
        rowKey={({ repeats }) => String(repeats)}
        empty={null}
      />
      <h3>{say('worth.byWeek')}</h3>
      <DataTable<Week>
        label={say('worth.byWeek')}
        fileName="value-by-week"
        columns={weeks}
        rows={holdOut.byWeek.map((one, place) => ({ ...one, week: place + 1 }))}
        rowKey={({ week }) => String(week)}
        empty={null}
      />
    </section>
  );
}
