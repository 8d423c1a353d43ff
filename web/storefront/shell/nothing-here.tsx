import { useSay } from '../../ui/language/language.tsx';
import { Empty } from '../ui/states.tsx';

export function NothingHere() {
  const say = useSay();
  return (
    <Empty
      title={say('store.nothingHere')}
      text={say('store.nothingHereText')}
      to="/"
      action={say('store.toFeed')}
    />
  );
}
