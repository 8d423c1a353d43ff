import { IconDownloadStroked, IconFlowChartStroked, IconGridView, IconImage } from '@douyinfe/semi-icons';
import { useMemo, useRef, useState } from 'react';
import type { LayersAnswer } from '#audiences/contract';
import { ChartView } from '../../../../ui/chart/chart-view.tsx';
import { ToolButton } from '../../../../ui/choice/tool-button.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { download, toCsv } from '../../../../ui/table/csv.ts';
import { DeepenedRate } from './deepened-rate.tsx';
import { moveOf, useFlowSpec } from './flow-spec.ts';
import { MoveTable } from './move-table.tsx';
import { isDriven } from './moves.ts';
import type { Move } from './use-layers.ts';

export const flowHeight = 380;

type Props = {
  readonly answer: LayersAnswer;
  readonly chosen: Move | null;
  readonly onChoose: (move: Move) => void;
};

/** How people went from layer to layer: as a picture or a table, each move a question after its drivers. */
export function FlowCard({ answer, chosen, onChoose }: Props) {
  const { say, language } = useLanguage();
  const [asTable, setAsTable] = useState(false);
  const [showsEverybody, setShowsEverybody] = useState(false);
  const save = useRef<(name: string) => void>(() => undefined);
  const { moves, deepened } = answer.flow;
  const order = useMemo(() => answer.layers.map(({ layer }) => layer), [answer.layers]);
  const spec = useFlowSpec(moves, order, showsEverybody);
  const days = { before: answer.compareDay.day, day: answer.day.day };
  const moved = moves.some(isDriven);
  const newcomers = moves.reduce((sum, { from, people }) => (from === null ? sum + people : sum), 0);
  const form = { unit: 'people' as const, currency: '', language };
  const csv = () =>
    download(
      `layers-${days.before}-${days.day}.csv`,
      toCsv(
        [say('layers.from'), say('layers.to'), say('layers.moved'), say('layers.rate')],
        moves.map(({ from, to, people, rate }) => [from ?? 'new', to ?? 'gone', people, rate]),
      ),
    );
  return (
    <section className="card" aria-label={say('layers.flow')}>
      <header className="card-head">
        <div>
          <h2>{say('layers.flow')}</h2>
          <p>{say('layers.flowText', days)}</p>
        </div>
        <div className="trend-tools">
          <ToolButton aria-pressed={showsEverybody} onClick={() => setShowsEverybody(!showsEverybody)}>
            {say(showsEverybody ? 'layers.hideStaying' : 'layers.staying')}
          </ToolButton>
          <ToolButton
            icon={asTable ? <IconFlowChartStroked /> : <IconGridView />}
            aria-label={say(asTable ? 'trend.asChart' : 'trend.asTable')}
            onClick={() => setAsTable(!asTable)}
          />
          <ToolButton
            icon={<IconImage />}
            aria-label={say('trend.png')}
            disabled={asTable}
            onClick={() => save.current('layers')}
          />
          <ToolButton icon={<IconDownloadStroked />} aria-label={say('trend.csv')} onClick={csv} />
        </div>
      </header>
      <p className="layer-deepened">
        <span className="quiet">{say('layers.deepened')}</span> <DeepenedRate answer={answer} />{' '}
        <span className="quiet">
          {say('layers.deepenedText', {
            people: fullNumber(deepened.people, form),
            of: fullNumber(deepened.of, form),
            before: days.before,
          })}{' '}
          {say('layers.newcomers', { people: fullNumber(newcomers, form) })}
        </span>
      </p>
      {!moved && !showsEverybody ? (
        <p className="quiet">{say('layers.nobodyMoved')}</p>
      ) : asTable ? (
        <>
          <MoveTable
            moves={moves.filter((move) => showsEverybody || isDriven(move))}
            chosen={chosen}
            onChoose={onChoose}
          />
          <p className="quiet">{say('layers.rateSaid')}</p>
        </>
      ) : (
        <ChartView
          engine="sankey"
          spec={spec}
          height={flowHeight}
          label={say('layers.flowLabel', days)}
          onChoose={(datum) => {
            const move = moveOf(datum);
            if (move && isDriven(move)) onChoose(move);
          }}
          onReady={(saveAs) => {
            save.current = saveAs;
          }}
        />
      )}
    </section>
  );
}
