import { useCallback, useSyncExternalStore } from 'react';

/** Choices of a person that live in this browser only. */
export type StoredChoice = 'language' | 'theme' | 'rising' | 'navigation';

const listeners = new Set<() => void>();
const nameOf = (choice: string) => `meadow.${choice}`;

export function readStored(choice: StoredChoice): string | null {
  try {
    return localStorage.getItem(nameOf(choice));
  } catch {
    // Storage may be forbidden; the page then works with its defaults.
    return null;
  }
}

export function useStored(choice: StoredChoice): [string | null, (value: string) => void] {
  const value = useSyncExternalStore(listen, () => readStored(choice));
  const store = useCallback(
    (next: string) => {
      try {
        localStorage.setItem(nameOf(choice), next);
      } catch {
        return;
      }
      for (const tell of listeners) tell();
    },
    [choice],
  );
  return [value, store];
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  window.addEventListener('storage', tell);
  return () => {
    listeners.delete(tell);
    window.removeEventListener('storage', tell);
  };
}
