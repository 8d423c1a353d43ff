import { useSay } from '../../ui/language/language.tsx';

/** Loads the next part of a list; nothing where there is none. */
export function ShowMore({ more }: { readonly more: (() => void) | undefined }) {
  const say = useSay();
  if (!more) return null;
  return (
    <p style={{ textAlign: 'center' }}>
      <button type="button" className="button" onClick={more}>
        {say('store.showMore')}
      </button>
    </p>
  );
}
