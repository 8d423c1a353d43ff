import { PageLink } from '../address/page-link.tsx';
import { Mark } from '../brand/mark.tsx';
import { useSay } from '../language/language.tsx';
import { isOffered, navigationGroups, type PageEntry } from './page-entry.ts';
import { useScope } from './scope.tsx';

const groupTitles = {
  compass: 'nav.compass',
  audiences: 'nav.audiences',
  content: 'nav.content',
  ads: 'nav.ads',
  shop: 'nav.shop',
  data: 'nav.data',
  market: 'nav.market',
  settings: 'nav.settingsGroup',
} as const;

/** The pages that exist and that this person may see, grouped by the work they are for. */
export function Navigation({ pages, onGo }: { pages: readonly PageEntry[]; onGo?: () => void }) {
  const say = useSay();
  const scope = useScope();
  const visible = pages.filter((page) => isOffered(page, scope));
  return (
    <nav className="navigation" aria-label={say('shell.navigation')}>
      <PageLink to="/cockpit" className="navigation-brand" {...(onGo ? { onClick: onGo } : {})}>
        <Mark />
        {say('shell.name')}
      </PageLink>
      {navigationGroups.map((group) => {
        const inGroup = visible.filter((page) => page.group === group);
        if (inGroup.length === 0) return null;
        return (
          <section key={group}>
            <h2>{say(groupTitles[group])}</h2>
            <ul>
              {inGroup.map(({ path, title, icon: Icon }) => (
                <li key={path}>
                  <PageLink to={path} className="navigation-link" {...(onGo ? { onClick: onGo } : {})}>
                    {Icon ? <Icon /> : null}
                    {say(title)}
                  </PageLink>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}
