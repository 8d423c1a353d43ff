import { useLanguage } from '../../ui/language/language.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { TakeCopy } from './take-copy.tsx';

const inside = [
  'store.takeoutAccount',
  'store.takeoutOrders',
  'store.takeoutDone',
  'store.takeoutSeen',
] as const;

/** Says what is kept of a shopper and lets them take a copy of it. */
export function TakeoutSheet({ onClose }: { readonly onClose: () => void }) {
  const { say } = useLanguage();
  return (
    <Sheet title={say('store.takeout')} onClose={onClose} foot={<TakeCopy label={say('store.takeoutGet')} />}>
      <p>{say('store.takeoutWhat')}</p>
      <ul className="sheet-list">
        {inside.map((key) => (
          <li key={key}>{say(key)}</li>
        ))}
      </ul>
      <p className="quiet small">{say('store.takeoutForm')}</p>
    </Sheet>
  );
}
