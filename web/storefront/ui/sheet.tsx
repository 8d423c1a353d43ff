import { type ReactNode, useEffect, useRef } from 'react';
import { useSay } from '../../ui/language/language.tsx';
import { CloseIcon } from './icons.tsx';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
};

/** A sheet from below: the rest waits behind it, Escape and a tap beside it close it, focus comes back. */
export function Sheet({ title, onClose, children, foot }: Props) {
  const say = useSay();
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    sheet.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <>
      <button
        type="button"
        className="sheet-back"
        aria-label={say('store.close')}
        onClick={onClose}
        tabIndex={-1}
      />
      <section
        className="sheet"
        role="dialog"
        aria-modal="true"
        aria-label={title}
        ref={sheet}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') onClose();
        }}
      >
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
