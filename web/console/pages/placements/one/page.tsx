import { Button } from '@douyinfe/semi-ui-19';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DeliveryView } from '#audiences/contract';
import type { PlacementView } from '#traffic/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { withFilters } from '../../../../ui/api/metrics.ts';
import { request } from '../../../../ui/api/request.ts';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { NumberCards } from '../../../../ui/metric/number-cards.tsx';
import { RangePicker } from '../../../../ui/range/range-picker.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { PageSkeleton } from '../../../../ui/state/skeletons.tsx';
import { Result } from '../../audiences/delivery/result.tsx';
import { PlacementForm } from '../placement-form.tsx';
import { StandingTag } from '../standing-tag.tsx';
import { slotMetrics, usePlacementActs, useSlotNumbers } from '../use-placements.ts';
import { Facts } from './facts.tsx';
import '../../../../ui/form/form.css';
import '../../ads/ads.css';
import '../../audiences/deliveries/deliveries.css';
import '../placements.css';

const refetchMs = 5_000;

/** One placement: how it stands, its numbers, and whether those it reached bought more than those held out. */
export function Page() {
  const say = useSay();
  const { may, filters } = useScope();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const [isEditing, setEditing] = useState(false);
  const placement = useQuery({
    queryKey: ['slots', 'one', id],
    refetchInterval: refetchMs,
    queryFn: ({ signal }) => request<PlacementView>(`/api/placements/${encodeURIComponent(id)}`, { signal }),
  });
  const where = [{ dimension: 'placement', op: 'in' as const, values: [id] }];
  const numbers = useSlotNumbers({ filters: withFilters(filters, where) });
  const item = placement.data;
  if (!item)
    return placement.error ? (
      <ErrorState error={placement.error} onRetry={placement.refetch} page />
    ) : (
      <PageSkeleton />
    );
  const deliveries = item.groups.flatMap(({ deliveryId }) => deliveryId ?? []);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <PageLink to="/content/placements" className="ads-back">
            ← {say('slots.toList')}
          </PageLink>
          <h1>
            {item.name} <StandingTag standing={item.standing} />
          </h1>
          <p>{say(`slots.standingText.${item.standing}`)}</p>
          {item.refusal ? (
            <p role="status">
              <strong>{say('slots.refusedBecause')}</strong> {item.refusal}
            </p>
          ) : null}
        </div>
        <div className="ads-head">
          <RangePicker />
          {may('content:write') ? <Acts placement={item} onEdit={() => setEditing(true)} /> : null}
        </div>
      </header>
      <NumberCards label={say('slots.numbers')} metrics={slotMetrics} answer={numbers.data} where={where} />
      <div className="dlv-two">
        <Facts placement={item} />
        {may('audiences:read')
          ? deliveries.map((deliveryId) => <HoldOut key={deliveryId} deliveryId={deliveryId} />)
          : null}
      </div>
      {isEditing ? <PlacementForm placement={item} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}

/** What may follow where it stands. */
function Acts({ placement, onEdit }: { readonly placement: PlacementView; readonly onEdit: () => void }) {
  const say = useSay();
  const { act } = usePlacementActs();
  const [failure, setFailure] = useState<unknown>(null);
  const { standing } = placement;
  const what =
    standing === 'waiting'
      ? 'withdraw'
      : standing === 'draft' || standing === 'refused' || standing === 'stopped'
        ? 'submit'
        : standing === 'over'
          ? null
          : 'stop';
  return (
    <>
      <Button onClick={onEdit}>{say('slots.edit')}</Button>
      {what ? (
        <Button
          theme="solid"
          onClick={() => {
            setFailure(null);
            act(placement, what).catch(setFailure);
          }}
        >
          {say(`slots.${what}`)}
        </Button>
      ) : null}
      <FormFailure error={failure} />
    </>
  );
}

/** The comparison of the delivery that a placement reaches its people by. */
function HoldOut({ deliveryId }: { readonly deliveryId: string }) {
  const delivery = useQuery({
    queryKey: ['audiences', 'delivery', deliveryId],
    queryFn: ({ signal }) => request<DeliveryView>(`/api/audience-deliveries/${deliveryId}`, { signal }),
  });
  if (delivery.error) return <ErrorState error={delivery.error} onRetry={delivery.refetch} />;
  return delivery.data ? <Result delivery={delivery.data} /> : null;
}
