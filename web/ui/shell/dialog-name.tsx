import { useEffect, useRef } from 'react';

/**
 * Names the dialog it stands in. Semi's drawers and modals ignore an aria-label, and point to a title that a
 * modal without a header does not have; a dialog without a name is only "dialog" to who cannot see it. A drawer's body
 * scrolls, but takes no focus by itself: without it a keyboard could not reach what is below.
 */
export function DialogName({ name }: { name: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const dialog = place.current?.closest('[role="dialog"]');
    dialog?.removeAttribute('aria-labelledby');
    dialog?.setAttribute('aria-label', name);
    dialog?.querySelector('.semi-sidesheet-body')?.setAttribute('tabindex', '0');
  }, [name]);
  return <span ref={place} hidden />;
}
