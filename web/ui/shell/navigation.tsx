import { PageLink } from '../address/page-link.tsx';
import { useSay } from '../language/language.tsx';
import { navigationGroups, type PageEntry } from './page-entry.ts';
import { useScope } from './scope.tsx';

const groupTitles = { compass: 'nav.compass', data: 'nav.data', settings: 'nav.settingsGroup' } as const;

/** The pages that exist and that this person may see, grouped by the work they are for. */
export function Navigation({ pages, onGo }: { pages: readonly PageEntry[]; onGo?: () => void }) {
  const say = useSay();
  const { may } = useScope();
  const visible = pages.filter((page) => page.group && (!page.permission || may(page.permission)));
  return (
    <nav className="navigation" aria-label={say('shell.navigation')}>
      <PageLink to="/cockpit" className="navigation-brand" {...(onGo ? { onClick: onGo } : {})}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="#0f7b4f" />
          <path
            d="M7 23V11l6 7 3-4 3 4 6-7v12"
            fill="none"
            stroke="#fff"
            strokeWidth="3"
            strokeLinejoin="round"
            strokeLinecap="round"
          />
        </svg>
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
