import { Button } from '@douyinfe/semi-ui-19';
import type { PlanView } from '#ads/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import type { Unit } from '../../../../ui/api/metrics.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber, shortNumber } from '../../../../ui/metric/number-text.ts';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { type Column, DataTable } from '../../../../ui/table/data-table.tsx';
import { BudgetBar } from '../budget-bar.tsx';
import { rawPlanId } from '../plan-numbers.ts';
import { PlanStatusTag } from '../plan-status.tsx';
import { usePlanActs } from '../use-plan-acts.ts';

type Props = {
  readonly plans: readonly PlanView[] | undefined;
  readonly numbers: ReadonlyMap<string, Record<string, number | null>>;
  readonly error: unknown;
  readonly onRetry: () => unknown;
  readonly onMore: (() => void) | undefined;
  readonly moreLoading: boolean;
  readonly mayWrite: boolean;
  readonly onNew: () => void;
};

const numberColumns: readonly (readonly [metric: string, title: string, unit: Unit])[] = [
  ['ad_impressions', 'ads.impressions', 'count'],
  ['ad_clicks', 'ads.clicks', 'count'],
  ['ad_cost', 'ads.cost', 'money'],
  ['ad_orders', 'ads.orders', 'count'],
  ['cost_per_ad_order', 'ads.costPerOrder', 'money'],
  ['pay_roi', 'ads.roi', 'count'],
];

/** The plans, what is spent of today's budget, and their numbers over the page's dates. */
export function PlanTable(props: Props) {
  const { plans, numbers, mayWrite, onNew } = props;
  const { say, language } = useLanguage();
  const { toggle } = usePlanActs();
  const numberOf = (plan: PlanView, metric: string) => numbers.get(rawPlanId(plan.id))?.[metric] ?? null;
  const columns: Column<PlanView>[] = [
    {
      id: 'name',
      title: say('ads.plan'),
      fixed: true,
      width: 180,
      render: (plan) => (
        <span className="ads-name">
          <PageLink to={`/ads/plans/${plan.id}`}>{plan.name}</PageLink>
          <PlanStatusTag status={plan.status} />
        </span>
      ),
      cell: (plan) => plan.name,
    },
    {
      id: 'today',
      title: say('ads.today'),
      width: 150,
      render: (plan) => <BudgetBar {...plan.today} currency={plan.currency} />,
      cell: (plan) => plan.today.spent,
    },
    ...numberColumns.map(
      ([metric, title, unit]): Column<PlanView> => ({
        id: metric,
        title: say(title as 'ads.cost'),
        width: 84,
        numeric: true,
        render: (plan) => {
          const value = numberOf(plan, metric);
          const form = { unit, currency: plan.currency, language };
          return value === null ? (
            <span className="number" title={say('ads.noNumber')}>
              –
            </span>
          ) : (
            <span className="number" title={fullNumber(value, form)}>
              {shortNumber(value, form)}
            </span>
          );
        },
        cell: (plan) => numberOf(plan, metric),
      }),
    ),
    {
      id: 'bid',
      title: say('ads.bid'),
      width: 136,
      render: (plan) =>
        plan.targetCost === null
          ? say('ads.bidding.max_volume')
          : `${say('ads.bidding.cost_control')} ${shortNumber(plan.targetCost, { unit: 'money', currency: plan.currency, language })}`,
      cell: (plan) => plan.targetCost ?? '',
    },
    {
      id: 'product',
      title: say('ads.product'),
      width: 200,
      hiddenAtFirst: true,
      render: (plan) => plan.product.name,
      cell: (plan) => plan.product.name,
    },
    ...(mayWrite
      ? [
          {
            id: 'act',
            title: say('ads.act'),
            width: 84,
            render: (plan: PlanView) => (
              <Button size="small" onClick={() => void toggle(plan)}>
                {say(plan.state === 'on' ? 'ads.pause' : 'ads.resume')}
              </Button>
            ),
            cell: (plan: PlanView) => plan.state,
          },
        ]
      : []),
  ];
  return (
    <DataTable<PlanView>
      label={say('ads.plans')}
      fileName="ad-plans"
      columns={columns}
      rows={plans}
      rowKey={(plan) => plan.id}
      error={props.error}
      onRetry={props.onRetry}
      onMore={props.onMore}
      moreLoading={props.moreLoading}
      empty={
        <EmptyState
          title={say('ads.emptyTitle')}
          text={say('ads.emptyText')}
          action={
            mayWrite ? (
              <Button theme="solid" onClick={onNew}>
                {say('ads.newPlan')}
              </Button>
            ) : null
          }
        />
      }
    />
  );
}
