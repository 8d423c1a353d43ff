import { PageLink } from '../address/page-link.tsx';
import { useSay } from '../language/language.tsx';
import { EmptyState } from './empty-state.tsx';

export function NotFound() {
  const say = useSay();
  return (
    <EmptyState
      page
      title={say('notFound.title')}
      text={say('notFound.text')}
      action={
        <PageLink to="/cockpit" className="m-button">
          {say('notFound.home')}
        </PageLink>
      }
    />
  );
}
