import type { ReactNode } from 'react';
import './settings.css';

type Props = {
  readonly title: string;
  readonly text: string;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
};

/** A settings page: what it is about, what can be done at once, and the cards. */
export function PageFrame({ title, text, tools, children }: Props) {
  return (
    <div className="page settings">
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          <p>{text}</p>
        </div>
        {tools}
      </header>
      {children}
    </div>
  );
}
