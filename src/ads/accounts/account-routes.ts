import { createRoute } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { ok, refuse } from '#kernel/result';
import { actorOf, auditActor, requireActor, writeAudit } from '#organisations';
import {
  answers,
  clientAddress,
  created,
  cursorFrom,
  granted,
  idFrom,
  idParam,
  jsonBody,
  newRouter,
  page,
  pageQuery,
  showPage,
} from '#platform/http';
import type { Records } from '#platform/records';
import { type AdAccountView, adAccountList, adAccountView, adEntryView, adTopUp } from '../contract.ts';
import { accountOfShop, enterTopUp, listEntries, listPurses, type PurseOfShop } from './account-store.ts';

const tags = ['Ads'];

const list = createRoute({
  method: 'get',
  path: '/api/ads/accounts',
  tags,
  summary: 'The purse of every shop: balance, what is held for clicks to come, what was spent today',
  middleware: [requireActor('ads:read')] as const,
  responses: answers('Oldest shop first', adAccountList),
});

const topUp = createRoute({
  method: 'post',
  path: '/api/ads/top-ups',
  tags,
  summary: 'Put money into a shop’s purse (test money: nothing is collected)',
  middleware: [requireActor('ads:write')] as const,
  request: { body: jsonBody(adTopUp) },
  responses: created('The purse as it is now', adAccountView),
});

const entries = createRoute({
  method: 'get',
  path: '/api/ads/accounts/{id}/entries',
  tags,
  summary: 'What moved a purse, newest first',
  middleware: [requireActor('ads:read')] as const,
  request: { params: idParam('adAccount'), query: pageQuery },
  responses: answers('A page of entries', page(adEntryView)),
});

export function accountRoutes({ records }: { readonly records: Records }) {
  return newRouter()
    .openapi(list, async (c) => {
      const purses = await records.organization(actorOf(c).organizationId, listPurses);
      return c.json({ items: purses.map(showPurse) }, 200);
    })
    .openapi(topUp, async (c) => {
      const actor = actorOf(c);
      const { organizationId } = actor;
      const { shopId: shown, amount } = c.req.valid('json');
      const shopId = idFrom('shop', shown);
      const purse = await records.organization(organizationId, async (trx) => {
        const account = await accountOfShop(trx, organizationId, shopId);
        if (!account) return refuse('not_found', 'There is no such shop in use.', 'shopId');
        await enterTopUp(trx, organizationId, account.id, amount);
        await writeAudit(trx, {
          organizationId,
          actor: auditActor(actor),
          action: 'ad_account.topped_up',
          subject: { kind: 'adAccount', id: account.id },
          detail: { amount, currency: account.currency },
          ipAddress: clientAddress(c),
        });
        const found = (await listPurses(trx)).find((one) => one.shopId === shopId);
        if (!found) throw new Error('A purse that was just filled is not there.');
        return ok(showPurse(found));
      });
      return c.json(granted(purse), 201);
    })
    .openapi(entries, async (c) => {
      const { cursor, limit } = c.req.valid('query');
      const place = cursorFrom<[number]>(cursor, [(part) => Number.isSafeInteger(part)]);
      const accountId = idFrom('adAccount', c.req.valid('param').id);
      const rows = await records.organization(actorOf(c).organizationId, (trx) =>
        listEntries(trx, accountId, place?.[0] ?? null, limit + 1),
      );
      const shown = showPage(
        rows,
        limit,
        (row) => [Number(row.id)],
        (row) => ({
          id: String(row.id),
          at: row.at.toISOString(),
          kind: row.kind,
          amount: row.amount,
          currency: row.currency,
          plan: row.plan_id === null ? null : { id: showId('plan', row.plan_id), name: row.plan_name ?? '' },
        }),
      );
      return c.json(shown, 200);
    });
}

function showPurse(purse: PurseOfShop): AdAccountView {
  return {
    id: purse.accountId === null ? null : showId('adAccount', purse.accountId),
    shopId: showId('shop', purse.shopId),
    shopName: purse.shopName,
    currency: purse.currency,
    balance: purse.balance,
    held: purse.held,
    spentToday: purse.spentToday,
  };
}
