import { Button } from '@douyinfe/semi-ui-19';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DeliveryView } from '#audiences/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { request } from '../../../../ui/api/request.ts';
import { ConfirmByName } from '../../../../ui/form/confirm-by-name.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { PageSkeleton } from '../../../../ui/state/skeletons.tsx';
import { DeliveryState } from '../deliveries/delivery-state.tsx';
import { groupPlaces } from '../deliveries/group-places.ts';
import { Facts } from './facts.tsx';
import { Result } from './result.tsx';
import { Runs } from './runs.tsx';
import '../../../../ui/form/form.css';
import '../audiences.css';
import '../deliveries/deliveries.css';

/** A file is written within seconds, and groups follow within the minute. */
const refetchMs = 5_000;

/** One delivery: what goes where, what it did over time, and whether it changed anything. */
export function Page() {
  const say = useSay();
  const { may } = useScope();
  const client = useQueryClient();
  const toast = useUndoToast();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const path = `/api/audience-deliveries/${encodeURIComponent(id)}`;
  const delivery = useQuery({
    queryKey: ['audiences', 'delivery', id],
    refetchInterval: refetchMs,
    queryFn: ({ signal }) => request<DeliveryView>(path, { signal }),
  });
  const item = delivery.data;
  if (!item)
    return delivery.error ? (
      <ErrorState error={delivery.error} onRetry={delivery.refetch} page />
    ) : (
      <PageSkeleton />
    );
  const mayWithdraw = may('audiences:write') && item.state !== 'withdrawn';
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <PageLink to="/audiences/deliveries" className="ads-back">
            ← {say('deliveries.toList')}
          </PageLink>
          <h1>{item.name}</h1>
          <p>
            <span className="tag">{say(`deliveries.to.${item.target}`)}</span>{' '}
            <DeliveryState delivery={item} />
          </p>
          {item.problem && item.state !== 'withdrawn' ? (
            <p>{say(`deliveries.problemText.${item.problem}`)}</p>
          ) : null}
        </div>
        {mayWithdraw ? (
          <Button type="tertiary" onClick={() => setWithdrawing(true)}>
            {say('deliveries.withdraw')}
          </Button>
        ) : null}
      </header>
      <div className="dlv-two">
        <Facts delivery={item} />
        <Result delivery={item} />
      </div>
      <Runs delivery={item} />
      {isWithdrawing ? (
        <ConfirmByName
          title={say('deliveries.withdraw')}
          text={say(`deliveries.withdrawText.${item.target}`)}
          name={item.name}
          action={say('deliveries.withdraw')}
          onConfirm={async () => {
            await request(`${path}/withdraw`, { method: 'POST' });
            await client.invalidateQueries({ queryKey: ['audiences'] });
            for (const { purpose } of groupPlaces) await client.invalidateQueries({ queryKey: [purpose] });
            toast(say('deliveries.withdrawn'));
          }}
          onClose={() => setWithdrawing(false)}
        />
      ) : null}
    </div>
  );
}
