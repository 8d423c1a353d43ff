import type { ReactNode } from 'react';
import './state.css';

type Props = {
  readonly title: string;
  readonly text: ReactNode;
  /** The first step, as a button or link. */
  readonly action?: ReactNode;
  readonly page?: boolean;
};

/** Nothing here yet: says why, and teaches the first step. */
export function EmptyState({ title, text, action, page = false }: Props) {
  return (
    <section className={page ? 'state state-page' : 'state'}>
      <svg className="state-picture" viewBox="0 0 96 56" aria-hidden="true">
        <path d="M4 52V28l20 16 14-22 14 22 20-30 20 20v18z" fill="var(--m-meadow-soft)" />
        <path
          d="M4 52V36l20 12 14-16 14 16 20-22 20 16"
          fill="none"
          stroke="var(--m-meadow)"
          strokeWidth="2"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
      <h2>{title}</h2>
      <p>{text}</p>
      {action ? <div className="state-action">{action}</div> : null}
    </section>
  );
}
