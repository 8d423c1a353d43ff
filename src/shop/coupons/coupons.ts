import { listGroups } from '#events';
import { type CouponId, newId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { type AuditedAsker, entryBy, writeAudit } from '#organisations';
import type { Records, Trx } from '#platform/records';
import { isOpenShop } from '../catalogue/product-store.ts';
import { type HandMove, moveCoupon } from './coupon.ts';
import {
  type CouponRow,
  type CouponWritten,
  findCoupon,
  insertCoupon,
  lockCoupon,
  rewriteCoupon,
  setCouponState,
  soldHere,
} from './coupons-store.ts';

export type CouponParts = { readonly records: Records; readonly now: () => number };
type Outcome = Result<CouponRow, Refusal>;

const noSuchCoupon = () => refuse('not_found', 'There is no such coupon.');

/** A new draft; nobody sees it until it is opened. */
export function createCoupon(
  { records }: CouponParts,
  asker: AuditedAsker,
  written: CouponWritten,
  simulated: boolean,
): Promise<Outcome> {
  const { organizationId } = asker.actor;
  return records.organization(organizationId, async (trx) => {
    const refusal = await refusalOf(trx, written);
    if (refusal) return refusal;
    const id = newId('coupon');
    await insertCoupon(trx, organizationId, id, written, simulated);
    await audit(trx, asker, id, 'coupon.created', { name: written.name });
    return shown(trx, id);
  });
}

/** Says a draft anew. What a coupon gives never changes once it was open: somebody may hold it. */
export function changeCoupon(
  { records, now }: CouponParts,
  asker: AuditedAsker,
  id: CouponId,
  version: number,
  written: Omit<CouponWritten, 'shopId'>,
): Promise<Outcome> {
  const { organizationId } = asker.actor;
  return records.organization(organizationId, async (trx) => {
    const coupon = await lockSeen(trx, id, version);
    if (!coupon.ok) return coupon;
    if (coupon.value.state !== 'draft')
      return refuse('conflict', 'Only a draft can be changed: end it and make another one.');
    const whole = { ...written, shopId: coupon.value.shop_id };
    const refusal = await refusalOf(trx, whole);
    if (refusal) return refusal;
    await rewriteCoupon(trx, organizationId, id, whole, now());
    await audit(trx, asker, id, 'coupon.changed', { name: written.name });
    return shown(trx, id);
  });
}

const told: Readonly<Record<HandMove, string>> = {
  open: 'coupon.opened',
  pause: 'coupon.paused',
  resume: 'coupon.resumed',
  end: 'coupon.ended',
};

/** Opens, pauses, resumes or ends a coupon. What was claimed stays good. */
export function moveCouponByHand(
  { records, now }: CouponParts,
  asker: AuditedAsker,
  id: CouponId,
  version: number,
  move: HandMove,
): Promise<Outcome> {
  return records.organization(asker.actor.organizationId, async (trx) => {
    const coupon = await lockSeen(trx, id, version);
    if (!coupon.ok) return coupon;
    const { name, state, claim_until, use_until } = coupon.value;
    const next = moveCoupon({ state, claimUntilMs: claim_until.getTime() }, move, now());
    if (!next.ok) return next;
    if (next.value === 'open' && use_until !== null && use_until.getTime() <= now())
      return refuse('conflict', 'The time in which it could be used is over.', 'use');
    await setCouponState(trx, id, next.value, now());
    await audit(trx, asker, id, told[move], { name });
    return shown(trx, id);
  });
}

async function lockSeen(trx: Trx, id: CouponId, version: number): Promise<Outcome> {
  const coupon = await lockCoupon(trx, id);
  if (!coupon) return noSuchCoupon();
  return coupon.version === version
    ? ok(coupon)
    : refuse('stale_version', 'The coupon has changed since you looked: look again.', 'version');
}

async function refusalOf(trx: Trx, written: CouponWritten) {
  const { terms, productIds, forWhom, use } = written;
  if (!(await isOpenShop(trx, written.shopId as Parameters<typeof isOpenShop>[1])))
    return refuse('unprocessable', 'There is no such shop.', 'shopId');
  if (terms.kind === 'threshold' && terms.amountOff > terms.threshold)
    return refuse('unprocessable', 'It cannot take off more than must be bought.', 'terms.amountOff');
  if (written.claimUntilMs <= written.claimFromMs)
    return refuse('unprocessable', 'Claiming must end after it begins.', 'claimUntil');
  if ('fromMs' in use && use.untilMs <= use.fromMs)
    return refuse('unprocessable', 'Its use must end after it begins.', 'use.until');
  if ('fromMs' in use && use.untilMs < written.claimUntilMs)
    return refuse('unprocessable', 'What is claimed last must still be good for a while.', 'use.until');
  if (written.perShopper > written.quantity)
    return refuse('unprocessable', 'A shopper cannot claim more than there are.', 'perShopper');
  if (productIds !== null && (await soldHere(trx, written.shopId, productIds)) < productIds.length)
    return refuse('unprocessable', 'Name products that this shop sells here.', 'productIds');
  return refusalOfGroups(trx, forWhom);
}

async function refusalOfGroups(trx: Trx, { everybody, groupIds }: CouponWritten['forWhom']) {
  if (everybody !== (groupIds.length === 0))
    return refuse('unprocessable', 'Name groups where it is for groups, and only there.', 'groupIds');
  const open = (await listGroups(trx, 'coupons', groupIds)).filter(({ closedAt }) => closedAt === null);
  return open.length < groupIds.length
    ? refuse('unprocessable', 'Name groups of yours that audiences are delivered to.', 'groupIds')
    : null;
}

async function shown(trx: Trx, id: CouponId): Promise<Outcome> {
  const coupon = await findCoupon(trx, id);
  return coupon ? ok(coupon) : noSuchCoupon();
}

function audit(
  trx: Trx,
  asker: AuditedAsker,
  id: CouponId,
  action: string,
  detail: { readonly name: string },
): Promise<void> {
  return writeAudit(trx, entryBy(asker, { action, subject: { kind: 'coupon', id }, detail }));
}
