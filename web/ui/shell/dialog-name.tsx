import { useEffect, useRef } from 'react';
import { useSay } from '../language/language.tsx';

/**
 * Names the dialog it stands in. Semi's drawers and modals ignore an aria-label, and point to a title that a
 * modal without a header does not have; a dialog without a name is only "dialog" to who cannot see it. A drawer's body
 * scrolls, but takes no focus by itself: without it a keyboard could not reach what is below. The focus comes into a
 * drawer when it opens; where one thing follows another in it, a `key` for each brings the focus to its head again.
 */
export function DialogName({ name }: { name: string }) {
  const say = useSay();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const dialog = place.current?.closest('[role="dialog"]');
    dialog?.removeAttribute('aria-labelledby');
    dialog?.setAttribute('aria-label', name);
    dialog?.querySelector('.semi-sidesheet-body')?.setAttribute('tabindex', '0');
    // Semi calls it "close" in every language.
    dialog?.querySelector('.semi-sidesheet-close')?.setAttribute('aria-label', say('form.close'));
  }, [name, say]);
  useEffect(() => {
    // Not in the palette, which has a field of its own, nor in a drawer that is about to slide away.
    if (!document.getElementById('root')?.inert) return;
    place.current?.closest('[role="dialog"]')?.querySelector('button')?.focus();
  }, []);
  return <span ref={place} hidden />;
}
