import { useCallback, useSyncExternalStore } from 'react';

/** Whether the screen is like this now. */
export function useMedia(query: string): boolean {
  const listen = useCallback(
    (tellIt: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', tellIt);
      return () => media.removeEventListener('change', tellIt);
    },
    [query],
  );
  return useSyncExternalStore(listen, () => window.matchMedia(query).matches);
}

/** Room for comments beside the column. */
export const useIsWide = (): boolean => useMedia('(min-width: 960px)');
