import type { ReactNode } from 'react';
import './form.css';

type Props = {
  /** The id of the input inside; the sentences below it are tied to it. */
  readonly id: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  /** At the end of the label's line, such as a link. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** A labelled input with an example or explanation below it, which gives way to what is wrong. */
export function Field({ id, label, help, error, aside, children }: Props) {
  return (
    <div className="field">
      <div className="field-head">
        <label id={`${id}-label`} htmlFor={id}>
          {label}
        </label>
        {aside}
      </div>
      {children}
      {error ? (
        <p id={`${id}-note`} className="field-error" role="alert">
          {error}
        </p>
      ) : help ? (
        <p id={`${id}-note`} className="field-help">
          {help}
        </p>
      ) : null}
    </div>
  );
}
