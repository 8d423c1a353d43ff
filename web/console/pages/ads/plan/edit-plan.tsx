import type { PlanView } from '#ads/contract';
import { request } from '../../../../ui/api/request.ts';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { FormDialog } from '../../../../ui/form/form-dialog.tsx';
import { MoneyField } from '../../../../ui/form/money-field.tsx';
import { readMoney, typedMoney } from '../../../../ui/form/money-text.ts';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { AudienceFields, type PlanAudience } from '../audience-fields.tsx';
import { hoursMask, hoursText } from '../plans/plan-draft.ts';
import { usePlanActs } from '../use-plan-acts.ts';

const biddings = ['cost_control', 'max_volume'] as const;

type EditDraft = PlanAudience & {
  readonly name: string;
  readonly bidding: PlanView['bidding'];
  readonly targetCost: string;
  readonly dayBudget: string;
  readonly hours: string;
};

/** Changes what serving follows within a second; an older version of the plan is refused, not overwritten. */
export function EditPlan({ plan, onClose }: { plan: PlanView; onClose: () => void }) {
  const say = useSay();
  const toast = useUndoToast();
  const { refresh } = usePlanActs();
  const { currency } = plan;
  const before = {
    name: plan.name,
    bidding: plan.bidding,
    targetCost: plan.targetCost,
    dayBudget: plan.dayBudget,
    audience: plan.audience,
    groups: plan.groups.map(({ id }) => id),
    groupsExcluded: plan.groupsExcluded.map(({ id }) => id),
    hours: plan.hours,
  };
  const save = async (settings: object, version: number): Promise<PlanView> => {
    const changed = await request<PlanView>(`/api/ads/plans/${plan.id}`, {
      method: 'PATCH',
      body: { ...settings, version },
    });
    await refresh();
    return changed;
  };
  const form = useForm<EditDraft>({
    initial: {
      name: plan.name,
      bidding: plan.bidding,
      targetCost: plan.targetCost === null ? '' : typedMoney(plan.targetCost, currency),
      dayBudget: typedMoney(plan.dayBudget, currency),
      audience: plan.audience,
      groups: plan.groups.map(({ id }) => id),
      groupsExcluded: plan.groupsExcluded.map(({ id }) => id),
      hours: hoursText(plan.hours),
    },
    check: (values) => ({
      ...(readMoney(values.dayBudget, currency) ? {} : { dayBudget: 'ads.amountWrong' as const }),
      ...(values.bidding === 'cost_control' && !readMoney(values.targetCost, currency)
        ? { targetCost: 'ads.amountWrong' as const }
        : {}),
      ...(values.audience === 'group' && values.groups.length === 0
        ? { groups: 'ads.groupsMissing' as const }
        : {}),
    }),
    send: async (values) => {
      const { version } = await save(
        {
          name: values.name.trim(),
          bidding: values.bidding,
          targetCost: values.bidding === 'cost_control' ? readMoney(values.targetCost, currency) : null,
          dayBudget: readMoney(values.dayBudget, currency),
          audience: values.audience,
          groups: values.audience === 'group' ? values.groups : [],
          groupsExcluded: values.groupsExcluded,
          hours: hoursMask(values.hours),
        },
        plan.version,
      );
      toast(say('ads.changed', { name: values.name }), () => save(before, version));
    },
  });
  const { values, set, errors, idOf } = form;
  return (
    <FormDialog title={say('ads.edit')} form={form} onClose={onClose}>
      <TextField
        id={idOf('name')}
        label={say('ads.name')}
        value={values.name}
        error={errors.name}
        maxLength={120}
        onChange={(name) => set('name', name)}
      />
      <ChoiceField
        id={idOf('bidding')}
        label={say('ads.bid')}
        value={values.bidding}
        options={biddings.map((value) => ({ value, label: say(`ads.bidding.${value}`) }))}
        help={say(`ads.biddingText.${values.bidding}`)}
        onChange={(bidding) => set('bidding', bidding)}
      />
      {values.bidding === 'cost_control' ? (
        <MoneyField
          id={idOf('targetCost')}
          label={say('ads.targetCost')}
          currency={currency}
          value={values.targetCost}
          error={errors.targetCost}
          onChange={(text) => set('targetCost', text)}
        />
      ) : null}
      <MoneyField
        id={idOf('dayBudget')}
        label={say('ads.dayBudget')}
        currency={currency}
        value={values.dayBudget}
        error={errors.dayBudget}
        help={say('ads.budgetHelp')}
        onChange={(text) => set('dayBudget', text)}
      />
      <AudienceFields
        idOf={idOf}
        values={values}
        errors={errors}
        onAudience={(audience) => set('audience', audience)}
        onGroups={set}
        known={[...plan.groups, ...plan.groupsExcluded]}
      />
      <TextField
        id={idOf('hours')}
        label={say('ads.hours')}
        value={values.hours}
        placeholder="9-11, 20-23"
        help={say('ads.hoursHelp', { zone: plan.zone })}
        onChange={(text) => set('hours', text)}
      />
    </FormDialog>
  );
}
