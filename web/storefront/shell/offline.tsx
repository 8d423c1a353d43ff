import { useSyncExternalStore } from 'react';
import { useSay } from '../../ui/language/language.tsx';

function listen(tellIt: () => void): () => void {
  for (const event of ['online', 'offline']) window.addEventListener(event, tellIt);
  return () => {
    for (const event of ['online', 'offline']) window.removeEventListener(event, tellIt);
  };
}

/** Says that there is no network, and that nothing is lost by it. */
export function Offline() {
  const say = useSay();
  const isOnline = useSyncExternalStore(listen, () => navigator.onLine);
  return (
    <div role="status" className={isOnline ? '' : 'offline'}>
      {isOnline ? '' : say('store.offline')}
    </div>
  );
}
