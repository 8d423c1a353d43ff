import { useEffect, useRef, useState } from 'react';
import { Bones } from '../state/skeletons.tsx';
import { useTheme } from '../theme/theme.tsx';
import './chart.css';

/** The parts of the chart library that a page uses. */
type Drawn = {
  renderSync: () => unknown;
  updateSpecSync: (spec: never) => unknown;
  release: () => void;
  exportImg: (name?: string) => Promise<void>;
  on: (event: 'click', act: (clicked: { datum?: unknown }) => void) => unknown;
};

type Props = {
  readonly spec: Readonly<Record<string, unknown>>;
  /** What a person who cannot see the picture is told. */
  readonly label: string;
  readonly height: number;
  /** Other kinds of chart than lines come in parts of their own, when they are needed. */
  readonly engine?: keyof typeof engines;
  /** What was clicked, as the chart's own datum. */
  readonly onChoose?: (datum: unknown) => void;
  /** Gives the page a way to save the picture. */
  readonly onReady?: (save: (name: string) => void) => void;
};

const engines = {
  lines: () => import('./vchart-engine.ts'),
  sankey: () => import('./vchart-sankey.ts'),
};

/** Draws a VChart specification in the theme of the page. */
export function ChartView({ spec, label, height, engine = 'lines', onChoose, onReady }: Props) {
  const { mode } = useTheme();
  const holder = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const latest = useRef({ spec, onReady, onChoose });
  latest.current = { spec, onReady, onChoose };

  useEffect(() => {
    let chart: Drawn | null = null;
    let gone = false;
    void engines[engine]().then(({ VChart }) => {
      if (gone || !holder.current) return;
      chart = new VChart(latest.current.spec as never, {
        dom: holder.current,
        theme: mode,
        animation: false,
      }) as never as Drawn;
      chart.on('click', ({ datum }) => latest.current.onChoose?.(datum));
      chart.renderSync();
      setDrawn(chart);
      latest.current.onReady?.((name) => void chart?.exportImg(name));
    });
    return () => {
      gone = true;
      chart?.release();
      setDrawn(null);
    };
  }, [mode, engine]);

  useEffect(() => {
    drawn?.updateSpecSync(spec as never);
  }, [drawn, spec]);

  return (
    <div className="chart" style={{ height }}>
      {drawn ? null : <Bones height={height} />}
      <div ref={holder} role="img" aria-label={label} className="chart-canvas" style={{ height }} />
    </div>
  );
}
