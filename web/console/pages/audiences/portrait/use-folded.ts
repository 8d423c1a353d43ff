import { useState } from 'react';
import { foldedValues } from './folded-values.ts';
import type { FacetValue } from './use-portrait.ts';

/** The values of a card that are shown, and how to show the rest. */
export function useFolded(values: readonly FacetValue[]) {
  const [isOpen, setOpen] = useState(false);
  const most = foldedValues(values);
  return {
    shown: isOpen ? values : most,
    hidden: isOpen ? 0 : values.length - most.length,
    open: () => setOpen(true),
  };
}
