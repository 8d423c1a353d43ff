import { Button } from '@douyinfe/semi-ui-19';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanChoices, PlanView } from '#ads/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { withQuery } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';
import { Dialog } from '../../../../ui/form/dialog.tsx';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { readMoney } from '../../../../ui/form/money-text.ts';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { type Complaints, useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';
import { usePlanActs } from '../use-plan-acts.ts';
import { hoursMask, instantOrNull, type PlanDraft } from './plan-draft.ts';
import { StepAudience } from './step-audience.tsx';
import { StepBid } from './step-bid.tsx';
import { StepProduct } from './step-product.tsx';

const steps = ['product', 'bid', 'audience'] as const;

/** A new plan in three steps: what to show, what it may cost, whom and when to show it. */
export function NewPlan({ shopId, onClose }: { shopId?: string; onClose: () => void }) {
  const say = useSay();
  const path = withQuery('/api/ads/choices', { shopId });
  const choices = useQuery({
    queryKey: ['ads', 'choices', path],
    queryFn: ({ signal }) => request<PlanChoices>(path, { signal }),
  });
  return (
    <Dialog title={say('ads.newPlan')} shape="wide" onClose={onClose}>
      {choices.error ? (
        <ErrorState error={choices.error} onRetry={choices.refetch} />
      ) : !choices.data ? (
        <Bones height={48} count={4} />
      ) : choices.data.items.length === 0 ? (
        <EmptyState
          title={say('ads.nothingTitle')}
          text={say('ads.nothingText')}
          action={
            <PageLink to="/content/videos" className="m-button">
              {say('ads.nothingAction')}
            </PageLink>
          }
        />
      ) : (
        <Steps choices={choices.data.items} onClose={onClose} />
      )}
    </Dialog>
  );
}

type StepsProps = { readonly choices: PlanChoices['items']; readonly onClose: () => void };

function Steps({ choices, onClose }: StepsProps) {
  const say = useSay();
  const toast = useUndoToast();
  const { refresh } = usePlanActs();
  const { organization } = useScope();
  const [step, setStep] = useState(0);
  const [first] = choices;
  const choiceOf = (productId: string) => choices.find(({ product }) => product.id === productId) ?? first;
  const currencyOf = (productId: string) => choiceOf(productId)?.product.currency ?? organization.currency;
  const form = useForm<PlanDraft>({
    draft: 'ads.plan',
    initial: {
      name: '',
      productId: first?.product.id ?? '',
      videoId: first?.videos[0]?.id ?? '',
      bidding: 'cost_control',
      targetCost: '',
      dayBudget: '',
      audience: 'all',
      groups: [],
      groupsExcluded: [],
      startsAt: '',
      endsAt: '',
      hours: '',
    },
    check: (values) => complaintsOf(values, currencyOf(values.productId)),
    send: async (values) => {
      const product = choiceOf(values.productId)?.product;
      const body = bodyOf(values, currencyOf(values.productId), product?.name ?? '');
      const plan = await request<PlanView>('/api/ads/plans', { body });
      await refresh();
      toast(say('ads.created', { name: plan.name }), async () => {
        await request(`/api/ads/plans/${plan.id}/archive`, { method: 'POST' });
        await refresh();
      });
    },
  });
  const currency = currencyOf(form.values.productId);
  const productName = choiceOf(form.values.productId)?.product.name ?? '';
  const next = () => {
    const complaints = complaintsOf(form.values, currency);
    const own = stepFields[steps[step] ?? 'product'];
    // What a later step asks for is not missing yet.
    if (own.some((field) => complaints[field])) void form.submit();
    else setStep(step + 1);
  };
  return (
    <form
      className="form ads-steps"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (step < steps.length - 1) next();
        else void form.submit().then((done) => done && onClose());
      }}
    >
      <ol className="ads-step-names">
        {steps.map((name, place) => (
          <li key={name} aria-current={place === step ? 'step' : undefined}>
            <span className="number">{place + 1}</span> {say(`ads.step.${name}`)}
          </li>
        ))}
      </ol>
      {step === 0 ? <StepProduct form={form} choices={choices} /> : null}
      {step === 1 ? <StepBid form={form} currency={currency} /> : null}
      {step === 2 ? <StepAudience form={form} suggestedName={productName} /> : null}
      <FormFailure error={form.failure} />
      <div className="form-actions">
        {step > 0 ? (
          <Button onClick={() => setStep(step - 1)}>{say('ads.back')}</Button>
        ) : (
          <Button onClick={onClose}>{say('form.cancel')}</Button>
        )}
        <Button htmlType="submit" theme="solid" loading={form.busy}>
          {say(step < steps.length - 1 ? 'ads.next' : 'ads.create')}
        </Button>
      </div>
    </form>
  );
}

const stepFields = {
  product: ['productId', 'videoId'],
  bid: ['targetCost', 'dayBudget'],
  audience: ['name', 'groups', 'groupsExcluded', 'startsAt', 'endsAt'],
} as const satisfies Record<string, readonly (keyof PlanDraft)[]>;

function complaintsOf(values: PlanDraft, currency: string): Complaints<PlanDraft> {
  const budget = readMoney(values.dayBudget, currency);
  const cost = readMoney(values.targetCost, currency);
  const endsBefore =
    values.endsAt !== '' &&
    new Date(values.endsAt) <= (values.startsAt ? new Date(values.startsAt) : new Date());
  return {
    ...(values.videoId ? {} : { videoId: 'ads.videoMissing' as const }),
    ...(values.bidding === 'cost_control' && !cost ? { targetCost: 'ads.amountWrong' as const } : {}),
    ...(budget ? {} : { dayBudget: 'ads.amountWrong' as const }),
    ...(budget && cost && values.bidding === 'cost_control' && cost > budget
      ? { dayBudget: 'ads.budgetTooSmall' as const }
      : {}),
    ...(values.audience === 'group' && values.groups.length === 0
      ? { groups: 'ads.groupsMissing' as const }
      : {}),
    ...(endsBefore ? { endsAt: 'ads.endsTooSoon' as const } : {}),
  };
}

function bodyOf(values: PlanDraft, currency: string, productName: string) {
  const isCost = values.bidding === 'cost_control';
  return {
    name: values.name.trim() || productName.slice(0, 120),
    productId: values.productId,
    videoId: values.videoId,
    bidding: values.bidding,
    targetCost: isCost ? readMoney(values.targetCost, currency) : null,
    dayBudget: readMoney(values.dayBudget, currency),
    audience: values.audience,
    groups: values.audience === 'group' ? values.groups : [],
    groupsExcluded: values.groupsExcluded,
    startsAt: instantOrNull(values.startsAt),
    endsAt: instantOrNull(values.endsAt),
    hours: hoursMask(values.hours),
  };
}
