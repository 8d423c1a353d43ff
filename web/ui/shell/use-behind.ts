import { useLayoutEffect, useRef } from 'react';
import { focusBack } from '../form/focus-back.ts';

/**
 * While a drawer is open the page behind it waits, out of reach of Tab and of screen readers; afterwards the focus is
 * back where it came from. Semi's drawers, which stand beside the page in the document, do neither by themselves.
 */
export function useBehind(isOpen: boolean): void {
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const page = document.getElementById('root');
    if (!page) return;
    if (!isOpen) {
      // Not while it closes: React gives the focus back to what had it, which stays until the drawer has slid away.
      if (opener.current) focusBack(opener.current);
      opener.current = null;
      return;
    }
    opener.current = document.activeElement;
    page.inert = true;
    return () => {
      page.inert = false;
    };
  }, [isOpen]);
}
