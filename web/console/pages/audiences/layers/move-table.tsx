import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber, percent } from '../../../../ui/metric/number-text.ts';
import { type Column, DataTable } from '../../../../ui/table/data-table.tsx';
import { layerToken } from './layer-colour.ts';
import { isDriven } from './moves.ts';
import type { LayerName, Move } from './use-layers.ts';

type Props = {
  readonly moves: readonly Move[];
  readonly chosen: Move | null;
  readonly onChoose: (move: Move) => void;
};

/** The same flow to read, to sort by eye and to take along. */
export function MoveTable({ moves, chosen, onChoose }: Props) {
  const { say, language } = useLanguage();
  const form = { unit: 'people' as const, currency: '', language };
  const nameOf = (layer: LayerName | null, none: 'layers.new' | 'layers.gone') =>
    layer === null ? say(none) : say(`layers.name.${layer}`);
  const named = (layer: LayerName | null, none: 'layers.new' | 'layers.gone') => (
    <span>
      <i className="layer-dot" style={{ background: `var(${layerToken(layer)})` }} aria-hidden />{' '}
      {nameOf(layer, none)}
    </span>
  );
  // A phone shows them all; on a desktop the second takes the rest of the line.
  const columns: Column<Move>[] = [
    {
      id: 'from',
      title: say('layers.from'),
      width: 104,
      fixed: true,
      render: ({ from }) => named(from, 'layers.new'),
      cell: ({ from }) => nameOf(from, 'layers.new'),
    },
    {
      id: 'to',
      title: say('layers.to'),
      render: ({ to }) => named(to, 'layers.gone'),
      cell: ({ to }) => nameOf(to, 'layers.gone'),
    },
    {
      id: 'people',
      width: 56,
      title: say('layers.moved'),
      numeric: true,
      render: ({ people }) => fullNumber(people, form),
      cell: ({ people }) => people,
    },
    {
      id: 'rate',
      width: 76,
      title: say('layers.rate'),
      numeric: true,
      render: ({ rate }) => (rate === null ? '–' : percent(rate, language)),
      cell: ({ rate }) => rate,
    },
  ];
  return (
    <DataTable<Move>
      label={say('layers.flow')}
      fileName="layer-moves"
      columns={columns}
      rows={moves.toSorted((one, other) => other.people - one.people)}
      rowKey={({ from, to }) => `${from} ${to}`}
      onRow={(move) => {
        if (isDriven(move)) onChoose(move);
      }}
      isChosen={({ from, to }) => chosen?.from === from && chosen.to === to}
      empty={null}
    />
  );
}
