import { IconClose } from '@douyinfe/semi-icons';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useSay } from '../language/language.tsx';
import { focusBack } from './focus-back.ts';
import './dialog.css';

type Props = {
  readonly title: ReactNode;
  readonly onClose: () => void;
  /** `side` slides in at the right edge, for things that are read beside the page. */
  readonly shape?: 'middle' | 'wide' | 'side';
  readonly children: ReactNode;
};

/** The browser's own dialog: it keeps the focus inside, gives it back, and closes by Escape. */
export function Dialog({ title, onClose, shape = 'middle', children }: Props) {
  const say = useSay();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the paint and, on leaving, before React takes it away: a dialog that is gone gives no focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    element?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea)')?.focus();
    return () => {
      element?.close();
      focusBack(opener);
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${shape}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className="m-plain dialog-close"
          aria-label={say('form.close')}
          onClick={onClose}
        >
          <IconClose aria-hidden />
        </button>
      </header>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
