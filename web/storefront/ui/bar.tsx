import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useSay } from '../../ui/language/language.tsx';
import { BackIcon } from './icons.tsx';

/** Title of a page and of the browser's tab, with the way back; `children` are its tools. */
export function Bar({
  title,
  children,
  back = true,
}: {
  title: string;
  children?: ReactNode;
  back?: boolean;
}) {
  const say = useSay();
  const router = useRouter();
  useEffect(() => {
    if (title === '') return;
    document.title = `${title} · Meadow`;
    return () => {
      document.title = 'Meadow';
    };
  }, [title]);
  const goBack = () => {
    // Opened from a shared link there is nothing to go back to but the feed.
    if (router.history.canGoBack()) router.history.back();
    else void router.navigate({ to: '/' });
  };
  return (
    <header className="bar">
      {back && (
        <button type="button" className="icon-button" aria-label={say('store.back')} onClick={goBack}>
          <BackIcon />
        </button>
      )}
      {title !== '' && <h1 style={back ? undefined : { paddingLeft: 10 }}>{title}</h1>}
      {children}
    </header>
  );
}
