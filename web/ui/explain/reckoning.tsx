import type { ReactNode } from 'react';
import { Dialog } from '../form/dialog.tsx';
import { useSay } from '../language/language.tsx';
import { Facts } from './facts.tsx';
import './explain.css';

type Props = {
  /** What the number is of. */
  readonly title: string;
  readonly value: string;
  /** Beside the value: its interval, or how sure it is. */
  readonly beside?: string;
  /** What the number means. */
  readonly means: readonly string[];
  /** The figures it was made of, one after the other, down to the number itself. */
  readonly facts: readonly (readonly [string, ReactNode])[];
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

/** The reason behind a number that no metric defines: what it means and the figures that it was made of. */
export function ReckoningDrawer({ title, value, beside, means, facts, onClose, children }: Props) {
  const say = useSay();
  return (
    <Dialog title={title} onClose={onClose} shape="side">
      <div className="explain">
        <div className="explain-value">
          <strong className="number">{value}</strong>
          {beside ? <span className="quiet number">{beside}</span> : null}
        </div>
        <section>
          <h3>{say('explain.definition')}</h3>
          {means.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
        <section>
          <h3>{say('explain.reckoning')}</h3>
          <Facts facts={facts} />
        </section>
        {children}
      </div>
    </Dialog>
  );
}
