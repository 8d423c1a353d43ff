import { createRoute, z } from '@hono/zod-openapi';
import { listGroups } from '#events';
import type { CouponId, OrganizationId } from '#kernel/ids';
import { actorOf, askerOf, requireActor } from '#organisations';
import { newRouter, RefusalError } from '#platform/http';
import {
  answers,
  created,
  granted,
  idFrom,
  idParam,
  jsonBody,
  page,
  pageById,
  pageQuery,
} from '../route-parts.ts';
import type { ShopOptions } from '../shop-options.ts';
import { couponStates } from './coupon.ts';
import {
  type CouponWrite,
  couponCreate,
  couponGroups,
  couponMove,
  couponPut,
  couponView,
} from './coupon-contract.ts';
import { showCoupon, showGroup, windowFrom } from './coupon-view.ts';
import { type CouponParts, changeCoupon, createCoupon, moveCouponByHand } from './coupons.ts';
import { type CouponRow, type CouponWritten, findCoupon, listCoupons } from './coupons-store.ts';

const tags = ['Coupons'];
const mayRead = [requireActor('products:read')];
const mayWrite = [requireActor('products:write')];
const params = idParam('coupon');

const list = createRoute({
  method: 'get',
  path: '/api/coupons',
  tags,
  summary: 'Coupons with what became of them, newest first; money in minor units of the shop’s currency',
  middleware: mayRead,
  request: {
    query: pageQuery.extend({
      shopId: idParam('shop').shape.id.optional(),
      state: z.enum(couponStates).optional(),
    }),
  },
  responses: answers('A page of coupons', page(couponView)),
});
const groups = createRoute({
  method: 'get',
  path: '/api/coupons/groups',
  tags,
  summary: 'Groups that a coupon can be for: audiences that are delivered to coupons, newest first',
  middleware: mayRead,
  responses: answers('Groups', couponGroups),
});
const read = createRoute({
  method: 'get',
  path: '/api/coupons/{id}',
  tags,
  summary: 'One coupon with what became of it',
  middleware: mayRead,
  request: { params },
  responses: answers('The coupon', couponView),
});
const create = createRoute({
  method: 'post',
  path: '/api/coupons',
  tags,
  summary: 'A new coupon, a draft that nobody sees',
  middleware: mayWrite,
  request: { body: jsonBody(couponCreate) },
  responses: created('The new coupon', couponView),
});
const put = createRoute({
  method: 'put',
  path: '/api/coupons/{id}',
  tags,
  summary: 'Say a draft anew; what a coupon gives never changes once it was open',
  middleware: mayWrite,
  request: { params, body: jsonBody(couponPut) },
  responses: answers('The coupon as it is now', couponView),
});
const move = createRoute({
  method: 'post',
  path: '/api/coupons/{id}/move',
  tags,
  summary: 'Open, pause, resume or end a coupon; what was claimed stays good',
  middleware: mayWrite,
  request: { params, body: jsonBody(couponMove) },
  responses: answers('The coupon as it is now', couponView),
});

export function couponRoutes(parts: CouponParts & Pick<ShopOptions, 'structureOf'>) {
  const { records } = parts;
  const groupsOf = (organizationId: OrganizationId, rows: readonly CouponRow[]) =>
    records.organization(organizationId, (trx) =>
      listGroups(trx, 'coupons', [...new Set(rows.flatMap((row) => row.group_ids))]),
    );
  const show = async (organizationId: OrganizationId, row: CouponRow) =>
    showCoupon(row, await groupsOf(organizationId, [row]));
  return newRouter()
    .openapi(list, async (c) => {
      const asked = c.req.valid('query');
      const { organizationId } = actorOf(c);
      const filter = {
        shopId: asked.shopId ? idFrom('shop', asked.shopId) : null,
        state: asked.state ?? null,
      };
      const { items, nextCursor } = await pageById(
        asked,
        (before, limit) => listCoupons(records, organizationId, filter, before, limit),
        (row) => row,
      );
      const groups = await groupsOf(organizationId, items);
      return c.json({ items: items.map((row) => showCoupon(row, groups)), nextCursor }, 200);
    })
    .openapi(groups, async (c) => {
      const rows = await records.organization(actorOf(c).organizationId, (trx) =>
        listGroups(trx, 'coupons', null),
      );
      return c.json({ items: rows.map(showGroup) }, 200);
    })
    .openapi(read, async (c) => {
      const { organizationId } = actorOf(c);
      const id = couponId(c.req.valid('param').id);
      const row = await records.organization(organizationId, (trx) => findCoupon(trx, id));
      if (!row) throw new RefusalError({ code: 'not_found', detail: 'There is no such coupon.' });
      return c.json(await show(organizationId, row), 200);
    })
    .openapi(create, async (c) => {
      const { organizationId } = actorOf(c);
      const { shopId, ...said } = c.req.valid('json');
      const { organization } = await parts.structureOf(organizationId);
      const written = { ...writtenFrom(said), shopId: idFrom('shop', shopId) };
      const row = granted(await createCoupon(parts, askerOf(c), written, organization.simulated));
      return c.json(await show(organizationId, row), 201);
    })
    .openapi(put, async (c) => {
      const { version, ...said } = c.req.valid('json');
      const id = couponId(c.req.valid('param').id);
      const row = granted(await changeCoupon(parts, askerOf(c), id, version, writtenFrom(said)));
      return c.json(await show(actorOf(c).organizationId, row), 200);
    })
    .openapi(move, async (c) => {
      const { version, move: what } = c.req.valid('json');
      const id = couponId(c.req.valid('param').id);
      const row = granted(await moveCouponByHand(parts, askerOf(c), id, version, what));
      return c.json(await show(actorOf(c).organizationId, row), 200);
    });
}

const couponId = (shown: string): CouponId => idFrom('coupon', shown);

function writtenFrom(said: Omit<CouponWrite, 'version'>): Omit<CouponWritten, 'shopId'> {
  return {
    name: said.name,
    terms: said.terms,
    productIds:
      said.productIds === null
        ? null
        : [...new Set(said.productIds.map((id): string => idFrom('product', id)))],
    quantity: said.quantity,
    perShopper: said.perShopper,
    claimFromMs: Date.parse(said.claimFrom),
    claimUntilMs: Date.parse(said.claimUntil),
    use: windowFrom(said.use),
    forWhom: {
      everybody: said.forWhom === 'everybody',
      groupIds: [...new Set(said.groupIds.map((id): string => idFrom('group', id)))],
    },
    granted: said.granted,
  };
}
