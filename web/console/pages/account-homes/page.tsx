import type { AccountHomeView } from '#content/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { useSearchParts } from '../../../ui/address/use-address.ts';
import type { Structure } from '../../../ui/api/session.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { HomeDialog } from './home-dialog.tsx';
import { Portrait } from './portrait.tsx';
import { useHomes } from './use-homes.ts';
import './account-homes.css';

type Account = Structure['accounts'][number];

/** How accounts present themselves to shoppers: portrait, introduction, and how many follow them. */
export function Page() {
  const { say } = useLanguage();
  const { structure } = useScope();
  const [search, change] = useSearchParts();
  const { homes } = useHomes();
  const accounts = structure.accounts.filter(({ archived }) => !archived);
  const homeOf = new Map((homes.data ?? []).map((home) => [home.accountId, home]));
  const open = accounts.find(({ id }) => id === search.home);
  const openHome = open && homeOf.get(open.id);
  return (
    <div className="page account-homes">
      <header className="page-head">
        <div>
          <h1>{say('homes.title')}</h1>
          <p>{say('homes.text')}</p>
        </div>
      </header>
      {homes.error && !homes.data ? <ErrorState error={homes.error} onRetry={homes.refetch} /> : null}
      {!homes.data && !homes.error ? <Bones height={96} count={3} /> : null}
      {homes.data && accounts.length === 0 ? (
        <EmptyState
          title={say('homes.emptyTitle')}
          text={say('videos.noAccountText')}
          action={
            <PageLink to="/settings/structure" className="m-button">
              {say('videos.toAccounts')}
            </PageLink>
          }
        />
      ) : null}
      {homes.data ? (
        <ul className="homes">
          {accounts.map((account) => (
            <HomeCard
              key={account.id}
              account={account}
              home={homeOf.get(account.id)}
              onOpen={() => change({ home: account.id })}
            />
          ))}
        </ul>
      ) : null}
      {open && openHome ? (
        <HomeDialog
          key={open.id}
          name={open.name}
          home={openHome}
          onClose={() => change({ home: undefined })}
        />
      ) : null}
    </div>
  );
}

type CardProps = {
  readonly account: Account;
  readonly home: AccountHomeView | undefined;
  readonly onOpen: () => void;
};

function HomeCard({ account, home, onOpen }: CardProps) {
  const { say, language } = useLanguage();
  const { structure, may } = useScope();
  const shop = structure.shops.find(({ id }) => id === account.shopId);
  return (
    <li className="card home-card">
      <Portrait name={account.name} src={home?.avatar ?? null} />
      <div className="home-words">
        <h2>{account.name}</h2>
        <p className="quiet">
          {shop?.name ?? '–'}
          {home
            ? ` · ${say('homes.followers', {
                count: fullNumber(home.followers, { unit: 'count', currency: 'CNY', language }),
              })}`
            : ''}
        </p>
        <p className={home?.intro ? undefined : 'quiet'}>{home?.intro || say('homes.noIntro')}</p>
        <p className="home-acts">
          {may('content:write') && home ? (
            <button type="button" className="m-plain home-act" onClick={onOpen}>
              {say('homes.change')}
              <span className="visually-hidden"> {account.name}</span>
            </button>
          ) : null}
          <a className="home-act" href={`/a/${account.id}`} target="_blank" rel="noreferrer">
            {say('homes.see')}
            <span className="visually-hidden"> {account.name}</span>
          </a>
        </p>
      </div>
    </li>
  );
}
