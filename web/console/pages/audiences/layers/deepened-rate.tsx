import type { LayersAnswer } from '#audiences/contract';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { ReckoningDrawer } from '../../../../ui/explain/reckoning.tsx';
import { SqlText } from '../../../../ui/explain/sql-text.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber, percent } from '../../../../ui/metric/number-text.ts';
import type { LayerName, Move } from './use-layers.ts';

/** 关系加深率: a click opens the moves it is the sum of. */
export function DeepenedRate({ answer }: { readonly answer: LayersAnswer }) {
  const { say, language } = useLanguage();
  const [search, change] = useSearchParts();
  const { deepened, moves } = answer.flow;
  if (deepened.rate === null) return <strong className="number">–</strong>;
  const rate = percent(deepened.rate, language);
  const people = (count: number) => fullNumber(count, { unit: 'people', currency: '', language });
  const order = answer.layers.map(({ layer }) => layer);
  const isNearer = (move: Move): move is Move & { from: LayerName; to: LayerName } =>
    move.from !== null && move.to !== null && order.indexOf(move.to) < order.indexOf(move.from);
  return (
    <>
      <button
        type="button"
        className="m-plain number"
        title={say('explain.reckoning')}
        onClick={() => change({ about: 'deepened' })}
      >
        <strong>{rate}</strong>
      </button>
      {search.about === 'deepened' ? (
        <ReckoningDrawer
          title={say('layers.deepened')}
          value={rate}
          beside={`${answer.compareDay.day} – ${answer.day.day}`}
          means={[say('layers.deepenedMeans')]}
          facts={[
            ...moves
              .filter(isNearer)
              .toSorted((one, other) => other.people - one.people)
              .map(
                (move) =>
                  [
                    say('layers.deepenedBy', {
                      from: say(`layers.name.${move.from}`),
                      to: say(`layers.name.${move.to}`),
                    }),
                    people(move.people),
                  ] as const,
              ),
            [
              say('layers.deepened'),
              say('layers.deepenedSum', {
                people: people(deepened.people),
                of: people(deepened.of),
                rate,
              }),
            ],
          ]}
          onClose={() => change({ about: undefined })}
        >
          <SqlText sql={answer.sql} />
        </ReckoningDrawer>
      ) : null}
    </>
  );
}
