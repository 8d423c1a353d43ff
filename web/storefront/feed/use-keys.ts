import { useEffect, useRef } from 'react';

/** By `KeyboardEvent.key`, lower case. */
export type Keys = Readonly<Record<string, () => void>>;

/** What keys do while nobody types and no sheet is open; a space on a button or a link stays that control's own. */
export function useKeys(keys: Keys, isOn = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTakenBy(event)) return;
      if (document.querySelector('[role=dialog]') !== null) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isOn]);
}

function isTakenBy({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.matches('input, textarea, select')) return true;
  return (key === ' ' || key === 'Enter') && target.closest('a, button') !== null;
}
