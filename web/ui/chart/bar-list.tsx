import type { ReactNode } from 'react';
import './chart.css';

export type Bar = {
  readonly id: string;
  readonly name: string;
  readonly value: number | null;
  readonly text: string;
  readonly colour: string;
  readonly aside?: ReactNode;
};

type Props = {
  readonly bars: readonly Bar[];
  readonly isChosen: (id: string) => boolean;
  readonly onChoose: (id: string) => void;
};

/** Bars with their labels on them, from zero, each a button that filters the page. */
export function BarList({ bars, isChosen, onChoose }: Props) {
  const longest = Math.max(1, ...bars.map((bar) => bar.value ?? 0));
  return (
    <div className="bars">
      {bars.map((bar) => (
        <button
          key={bar.id}
          type="button"
          className="bar"
          aria-pressed={isChosen(bar.id)}
          onClick={() => onChoose(bar.id)}
        >
          <span className="bar-name">{bar.name}</span>
          <span className="bar-value number">
            {bar.text}
            {bar.aside}
          </span>
          <span className="bar-track" aria-hidden="true">
            <i
              style={{ width: `${(Math.max(0, bar.value ?? 0) / longest) * 100}%`, background: bar.colour }}
            />
          </span>
        </button>
      ))}
    </div>
  );
}
