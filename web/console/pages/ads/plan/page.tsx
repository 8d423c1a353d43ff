import { Button } from '@douyinfe/semi-ui-19';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { PlanDelivery, PlanView } from '#ads/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { withFilters } from '../../../../ui/api/metrics.ts';
import { request } from '../../../../ui/api/request.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { NumberCards } from '../../../../ui/metric/number-cards.tsx';
import { RangePicker } from '../../../../ui/range/range-picker.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones, PageSkeleton } from '../../../../ui/state/skeletons.tsx';
import { planMetrics, rawPlanId, useAdNumbers } from '../plan-numbers.ts';
import { PlanStatusTag } from '../plan-status.tsx';
import { usePlanActs } from '../use-plan-acts.ts';
import { EditPlan } from './edit-plan.tsx';
import { Pacing } from './pacing.tsx';
import { Settings } from './settings.tsx';
import { Why } from './why.tsx';
import '../../../../ui/form/form.css';
import '../ads.css';

const refetchMs = 5_000;

/** One plan: its numbers, how it paces today, why it does or does not spend, and what it is set to. */
export function Page() {
  const say = useSay();
  const { may, filters } = useScope();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { toggle } = usePlanActs();
  const [editing, setEditing] = useState(false);
  const path = `/api/ads/plans/${encodeURIComponent(id)}`;
  const plan = useQuery({
    queryKey: ['ads', 'plan', id],
    refetchInterval: refetchMs,
    queryFn: ({ signal }) => request<PlanView>(path, { signal }),
  });
  const delivery = useQuery({
    queryKey: ['ads', 'delivery', id],
    refetchInterval: refetchMs,
    queryFn: ({ signal }) => request<PlanDelivery>(`${path}/delivery`, { signal }),
  });
  const where = [{ dimension: 'plan', op: 'in' as const, values: [rawPlanId(id)] }];
  const numbers = useAdNumbers({ filters: withFilters(filters, where) });
  const item = plan.data;
  if (!item)
    return plan.error ? <ErrorState error={plan.error} onRetry={plan.refetch} page /> : <PageSkeleton />;
  const mayWrite = may('ads:write') && item.state !== 'archived';
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <PageLink to="/ads/plans" className="ads-back">
            ← {say('ads.toPlans')}
          </PageLink>
          <h1>
            {item.name} <PlanStatusTag status={item.status} />
          </h1>
          <p>
            {item.product.name} · {item.video.title}
          </p>
        </div>
        <div className="ads-head">
          <RangePicker />
          {mayWrite ? (
            <>
              <Button onClick={() => setEditing(true)}>{say('ads.edit')}</Button>
              <Button theme="solid" onClick={() => void toggle(item)}>
                {say(item.state === 'on' ? 'ads.pause' : 'ads.resume')}
              </Button>
            </>
          ) : null}
        </div>
      </header>
      <NumberCards label={say('ads.numbers')} metrics={planMetrics} answer={numbers.data} where={where} />
      <Pacing plan={item} expected={delivery.data?.expected} />
      <div className="ads-two">
        {delivery.data ? (
          <Why plan={item} delivery={delivery.data} />
        ) : delivery.error ? (
          <ErrorState error={delivery.error} onRetry={delivery.refetch} />
        ) : (
          <Bones height={220} />
        )}
        <Settings plan={item} />
      </div>
      {editing ? <EditPlan plan={item} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}
