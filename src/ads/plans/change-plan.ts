import type { z } from 'zod';
import { listGroups } from '#events';
import { type Id, newId, type PlanId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { dateOf } from '#kernel/time';
import { type AuditedAsker, auditActor, writeAudit } from '#organisations';
import { idFrom } from '#platform/http';
import type { Records, Trx } from '#platform/records';
import { accountOfShop } from '../accounts/account-store.ts';
import type { planCreate, planPatch } from '../contract.ts';
import {
  findPlan,
  insertPlan,
  lockPlan,
  maskOf,
  moveBudget,
  type PlanRow,
  type PlanSettings,
  promotables,
  recallLeases,
  updatePlan,
} from './plan-store.ts';

export type PlanParts = { readonly records: Records; readonly now: () => number };
type Create = z.infer<typeof planCreate>;
type Patch = z.infer<typeof planPatch>;
type Outcome = Result<PlanRow, Refusal>;

const absent = () => refuse('not_found', 'There is no such plan.');

export function createPlan(parts: PlanParts, asker: AuditedAsker, input: Create): Promise<Outcome> {
  const { organizationId } = asker.actor;
  return parts.records.organization(organizationId, async (trx) => {
    const [found] = await promotables(trx, {
      productId: idFrom('product', input.productId),
      videoId: idFrom('video', input.videoId),
    });
    if (!found)
      return refuse(
        'unprocessable',
        'The product must be on the shelf, and the video published and showing it.',
        'videoId',
      );
    const startsAt = input.startsAt === null ? new Date(parts.now()) : new Date(input.startsAt);
    const complaint = complaintOf({ ...input, startsAtMs: startsAt.getTime() });
    if (complaint) return complaint;
    const stranger = await strangerAmong(trx, input);
    if (stranger) return stranger;
    const account = await accountOfShop(trx, organizationId, found.shop_id as Id<'shop'>);
    if (!account) return refuse('unprocessable', 'The shop is not in use any more.', 'productId');
    const id = newId('plan');
    await insertPlan(
      trx,
      {
        id,
        organization_id: organizationId,
        ad_account_id: account.id,
        shop_id: found.shop_id,
        video_id: found.video_id,
        product_id: found.product_id,
        name: input.name,
        bidding: input.bidding,
        target_cost: input.targetCost,
        day_budget: input.dayBudget,
        audience: input.audience,
        groups: idsOf(input.groups),
        groups_excluded: idsOf(input.groupsExcluded),
        starts_at: startsAt,
        ends_at: input.endsAt === null ? null : new Date(input.endsAt),
        hours: input.hours === null ? null : maskOf(input.hours),
        state: input.isOn ? 'on' : 'off',
      },
      asker.actor.name,
    );
    return told(trx, asker, id, 'ad_plan.created', { name: input.name, dayBudget: input.dayBudget });
  });
}

/** What a schema cannot see: settings that contradict each other. */
function complaintOf(plan: {
  readonly bidding: string;
  readonly targetCost: number | null;
  readonly dayBudget: number;
  readonly startsAtMs: number;
  readonly endsAt: string | null;
  readonly audience: string;
  readonly groups: readonly string[];
}) {
  if ((plan.bidding === 'cost_control') !== (plan.targetCost !== null))
    return refuse('unprocessable', 'Cost control has a target cost, max volume has none.', 'targetCost');
  if (plan.targetCost !== null && plan.targetCost > plan.dayBudget)
    return refuse('unprocessable', 'The budget must pay for one order at least.', 'dayBudget');
  if (plan.endsAt !== null && Date.parse(plan.endsAt) <= plan.startsAtMs)
    return refuse('unprocessable', 'It must end after it begins.', 'endsAt');
  if ((plan.audience === 'group') !== plan.groups.length > 0)
    return refuse('unprocessable', 'A plan for groups names them, another one names none.', 'groups');
  return null;
}

export function changePlan(
  parts: PlanParts,
  asker: AuditedAsker,
  id: PlanId,
  patch: Patch,
): Promise<Outcome> {
  const { organizationId } = asker.actor;
  return parts.records.organization(organizationId, async (trx) => {
    const before = await lockPlan(trx, id);
    if (!before || before.state === 'archived') return absent();
    if (before.version !== patch.version)
      return refuse('conflict', 'Somebody changed the plan since: look at it again.', 'version');
    const bidding = patch.bidding ?? (before.bidding as PlanSettings['bidding']);
    const audience = patch.audience ?? (before.audience as PlanSettings['audience']);
    const settings: PlanSettings = {
      name: patch.name ?? before.name,
      bidding,
      target_cost:
        bidding === 'max_volume' && patch.targetCost === undefined
          ? null
          : patch.targetCost === undefined
            ? before.target_cost
            : patch.targetCost,
      day_budget: patch.dayBudget ?? before.day_budget,
      audience,
      // Another audience than groups has none.
      groups: audience !== 'group' ? [] : patch.groups ? idsOf(patch.groups) : before.groups,
      groups_excluded: patch.groupsExcluded ? idsOf(patch.groupsExcluded) : before.groups_excluded,
      ends_at:
        patch.endsAt === undefined ? before.ends_at : patch.endsAt === null ? null : new Date(patch.endsAt),
      hours: patch.hours === undefined ? before.hours : patch.hours === null ? null : maskOf(patch.hours),
      state: before.state as PlanSettings['state'],
    };
    const complaint = complaintOf({
      bidding: settings.bidding,
      targetCost: settings.target_cost,
      dayBudget: settings.day_budget,
      startsAtMs: before.starts_at.getTime(),
      endsAt: settings.ends_at?.toISOString() ?? null,
      audience,
      groups: audience === 'group' ? settings.groups : (patch.groups ?? []),
    });
    if (complaint) return complaint;
    const stranger = await strangerAmong(trx, patch);
    if (stranger) return stranger;
    await recallLeases(trx, id);
    if (settings.day_budget !== before.day_budget) {
      const zone = (await findPlan(trx, id))?.zone ?? 'UTC';
      const over = await moveBudget(trx, id, dateOf(parts.now(), zone), settings.day_budget);
      if (over)
        return refuse(
          'unprocessable',
          `${over.spent} minor units are already spent today: the budget cannot be below.`,
          'dayBudget',
        );
    }
    await updatePlan(trx, organizationId, id, settings, asker.actor.name);
    const { version: _, ...changed } = patch;
    return told(trx, asker, id, 'ad_plan.changed', changed);
  });
}

const idsOf = (shown: readonly string[]) => [...new Set(shown.map((id) => idFrom('group', id)))];

/** Refuses groups that are not this organisation's and for ads, or not open any more; what a patch leaves as it is stays. */
async function strangerAmong(trx: Trx, given: Pick<Patch, 'groups' | 'groupsExcluded'>) {
  for (const field of ['groups', 'groupsExcluded'] as const) {
    const ids = idsOf(given[field] ?? []);
    const open = (await listGroups(trx, 'ads', ids)).filter(({ closedAt }) => closedAt === null);
    if (open.length < ids.length)
      return refuse('unprocessable', 'There is no such group, or it was withdrawn.', field);
  }
  return null;
}

const acts = {
  on: 'ad_plan.resumed',
  off: 'ad_plan.paused',
  archived: 'ad_plan.archived',
} as const;

/** On, off or put away. What servers hold of it goes back at once; a repeat changes nothing. */
export function setPlanState(
  parts: PlanParts,
  asker: AuditedAsker,
  id: PlanId,
  state: keyof typeof acts,
): Promise<Outcome> {
  const { organizationId } = asker.actor;
  return parts.records.organization(organizationId, async (trx) => {
    const before = await lockPlan(trx, id);
    if (!before) return absent();
    if (before.state === 'archived' && state !== 'archived')
      return refuse('conflict', 'The plan is put away for good.');
    if (before.state !== state) {
      await recallLeases(trx, id);
      const settings = { ...before, state } as PlanSettings;
      const { name, bidding, target_cost, day_budget, audience, groups, groups_excluded, ends_at, hours } =
        settings;
      await updatePlan(
        trx,
        organizationId,
        id,
        { name, bidding, target_cost, day_budget, audience, groups, groups_excluded, ends_at, hours, state },
        asker.actor.name,
      );
      return told(trx, asker, id, acts[state], { name });
    }
    const row = await findPlan(trx, id);
    return row ? ok(row) : absent();
  });
}

async function told(
  trx: Trx,
  { actor, ipAddress }: AuditedAsker,
  id: PlanId,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  await writeAudit(trx, {
    organizationId: actor.organizationId,
    actor: auditActor(actor),
    action,
    subject: { kind: 'plan', id },
    detail,
    ipAddress,
  });
  const row = await findPlan(trx, id);
  if (!row) throw new Error('A plan that was just written is not there.');
  return ok(row);
}
