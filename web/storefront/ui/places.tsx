import { createContext, useContext } from 'react';

/** Where things go that stand over or beside the page that opens them; null until they are there. */
export type Places = {
  /** The phone-width column. */
  readonly stage: HTMLElement | null;
  /** Beside it, on screens with room for that. */
  readonly side: HTMLElement | null;
};

export const PlacesContext = createContext<Places>({ stage: null, side: null });
export const usePlaces = (): Places => useContext(PlacesContext);
