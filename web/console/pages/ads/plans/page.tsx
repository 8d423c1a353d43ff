import { Button } from '@douyinfe/semi-ui-19';
import { useQuery } from '@tanstack/react-query';
import type { AdAccountView, PlanView } from '#ads/contract';
import { useAddress, useSearchParts } from '../../../../ui/address/use-address.ts';
import { usePages, withQuery } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { NumberCards } from '../../../../ui/metric/number-cards.tsx';
import { RangePicker } from '../../../../ui/range/range-picker.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';
import { byPlan, planMetrics, useAdNumbers } from '../plan-numbers.ts';
import { NewPlan } from './new-plan.tsx';
import { PlanTable } from './plan-table.tsx';
import { Purses } from './purses.tsx';
import '../../../../ui/form/form.css';
import '../ads.css';

/** Today's spend moves; the list is asked again this often. */
const refetchMs = 5_000;

/** What ads spend and bring, plan by plan, and what keeps one from serving. */
export function Page() {
  const say = useSay();
  const { may, organization, structure } = useScope();
  const [{ place }] = useAddress();
  const [search, change] = useSearchParts();
  const shopOfAccount = structure.accounts.find(({ id }) => id === place.account)?.shopId;
  const shopId = place.shop ?? shopOfAccount;
  const inPlace = (id: string) => {
    const shop = structure.shops.find((one) => one.id === id);
    return (!shopId || id === shopId) && (!place.brand || shop?.brandId === place.brand);
  };
  const accounts = useQuery({
    queryKey: ['ads', 'accounts', organization.id],
    refetchInterval: refetchMs,
    queryFn: ({ signal }) => request<{ items: AdAccountView[] }>('/api/ads/accounts', { signal }),
  });
  const path = withQuery('/api/ads/plans', { shopId });
  const list = usePages<PlanView>(['ads', 'plans', organization.id, path], path, { refetchMs });
  const totals = useAdNumbers();
  const split = useAdNumbers({ dimensions: ['plan'], limit: 1_000 });
  const mayWrite = may('ads:write');
  const plans = list.items?.filter((plan) => inPlace(plan.shopId));
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{say('ads.title')}</h1>
          <p>{say('ads.sentence')}</p>
          {organization.simulated ? <p className="quiet">{say('ads.simulated')}</p> : null}
        </div>
        <div className="ads-head">
          <RangePicker />
          {mayWrite ? (
            <Button theme="solid" onClick={() => change({ create: '1' })}>
              {say('ads.newPlan')}
            </Button>
          ) : null}
        </div>
      </header>
      {accounts.data ? (
        <Purses purses={accounts.data.items.filter((purse) => inPlace(purse.shopId))} mayWrite={mayWrite} />
      ) : accounts.error ? (
        <ErrorState error={accounts.error} onRetry={accounts.refetch} />
      ) : (
        <div className="ads-purses">
          <Bones height={120} count={2} />
        </div>
      )}
      {plans && plans.length > 0 ? (
        <NumberCards label={say('ads.numbers')} metrics={planMetrics} answer={totals.data} />
      ) : null}
      <section className="card">
        <PlanTable
          plans={plans}
          numbers={byPlan(split.data)}
          error={list.error}
          onRetry={list.refetch}
          onMore={list.more}
          moreLoading={list.moreLoading}
          mayWrite={mayWrite}
          onNew={() => change({ create: '1' })}
        />
      </section>
      {search.create === '1' && mayWrite ? (
        <NewPlan {...(shopId ? { shopId } : {})} onClose={() => change({ create: undefined })} />
      ) : null}
    </div>
  );
}
