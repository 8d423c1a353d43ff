import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useSay } from '../../ui/language/language.tsx';
import { CloseIcon } from './icons.tsx';
import { usePlaces } from './places.tsx';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
};

/**
 * A sheet from below, over the whole column however far its page is scrolled: the rest waits behind it and cannot be
 * reached, Escape and a tap beside it close it, focus comes back.
 */
export function Sheet(props: Props) {
  const { stage } = usePlaces();
  return stage && createPortal(<Opened {...props} stage={stage} />, stage);
}

function Opened({ title, onClose, children, foot, stage }: Props & { readonly stage: HTMLElement }) {
  const say = useSay();
  const sheet = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    // On the window, because a control that is disabled while it has the focus leaves it nowhere.
    const leave = ({ key }: KeyboardEvent) => key === 'Escape' && close.current();
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, []);
  useEffect(() => {
    const before = document.activeElement;
    const behind = [...stage.children].filter(
      (child): child is HTMLElement =>
        child instanceof HTMLElement && !child.matches('.sheet, .sheet-back') && !child.inert,
    );
    for (const child of behind) child.inert = true;
    const first = sheet.current?.querySelector<HTMLElement>(
      '.sheet-body :is(input, textarea, select, button)',
    );
    (first ?? sheet.current?.querySelector('button'))?.focus();
    return () => {
      for (const child of behind) child.inert = false;
      if (before instanceof HTMLElement) before.focus();
    };
  }, [stage]);
  return (
    <>
      <button
        type="button"
        className="sheet-back"
        aria-label={say('store.close')}
        onClick={onClose}
        tabIndex={-1}
      />
      <section className="sheet" role="dialog" aria-modal="true" aria-label={title} ref={sheet} tabIndex={-1}>
        <div className="sheet-head">
          <h2>{title}</h2>
          <button type="button" className="icon-button" aria-label={say('store.close')} onClick={onClose}>
            <CloseIcon />
          </button>
        </div>
        <div className="sheet-body">{children}</div>
        {foot && <div className="sheet-foot">{foot}</div>}
      </section>
    </>
  );
}
