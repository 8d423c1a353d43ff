import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import { publish } from '#platform/outbox';
import type { Records, Trx } from '#platform/records';
import { deliveredTopic } from '../reports/delivered.ts';
import { type Books, type Charge, type LeaseRow, planDayOf, type Settled, settleCharges } from './charge.ts';

/** Commits a batch of clicks in one transaction: charges, ledger, budgets and the message that tells of them. */
export function commitCharges(records: Records, charges: readonly Charge[]): Promise<Settled[]> {
  return records.market(async (trx) => {
    const books = await readBooks(trx, charges);
    const before = structuredClone({ leases: books.leases, days: books.days, purses: books.purses });
    const settled = settleCharges(books, charges);
    const paid = charges.filter((_, place) => settled[place] === 'charged');
    if (paid.length > 0) {
      await writeCharges(trx, paid);
      await writeBooks(trx, before, books);
      await writeLedger(trx, paid);
      for (const [organizationId, own] of Map.groupBy(paid, (charge) => charge.organizationId))
        await publish(trx, organizationId as OrganizationId, deliveredTopic, {
          impressions: [],
          charges: own.map(({ id }) => id),
        });
    }
    return settled;
  });
}

type Moved = Pick<Books, 'leases' | 'days' | 'purses'>;

async function readBooks(trx: Trx, charges: readonly Charge[]): Promise<Books> {
  const accounts = [...new Set(charges.map(({ adAccountId }) => adAccountId))];
  const planIds = charges.map(({ planId }) => planId);
  const dayList = charges.map(({ day }) => day);
  const purses = await sql<{ id: string; balance: number; held: number }>`
    SELECT id, balance, held FROM ad_accounts WHERE id = ANY (${accounts}::uuid[]) ORDER BY id FOR UPDATE`.execute(
    trx,
  );
  // From here on nothing about these accounts' money moves elsewhere.
  const known = await sql<{ id: string }>`
    SELECT id FROM ad_charges WHERE id = ANY (${charges.map(({ id }) => id)}::uuid[])`.execute(trx);
  const wanted = sql`(SELECT DISTINCT * FROM unnest(${planIds}::uuid[], ${dayList}::date[])) AS w (plan_id, day)`;
  const days = await sql<{ plan_id: string; day: string; budget: number; spent: number; held: number }>`
    SELECT d.plan_id, d.day, d.budget, d.spent, d.held FROM ${wanted}
    JOIN ad_budget_days d ON d.plan_id = w.plan_id AND d.day = w.day`.execute(trx);
  const leases = await sql<{ id: string; plan_id: string; day: string; amount: number; spent: number }>`
    SELECT l.id, l.plan_id, l.day, l.amount, l.spent FROM ${wanted}
    JOIN ad_leases l ON l.plan_id = w.plan_id AND l.day = w.day AND l.closed_at IS NULL ORDER BY l.id`.execute(
    trx,
  );
  return {
    known: new Set(known.rows.map(({ id }) => id)),
    purses: new Map(purses.rows.map(({ id, ...purse }) => [id, purse])),
    days: new Map(
      days.rows.map(({ plan_id, day, ...row }) => [planDayOf({ planId: plan_id, day }), row] as const),
    ),
    leases: leases.rows.map(
      ({ plan_id, day, ...row }): LeaseRow => ({ ...row, planDay: planDayOf({ planId: plan_id, day }) }),
    ),
  };
}

async function writeCharges(trx: Trx, paid: readonly Charge[]): Promise<void> {
  await trx
    .insertInto('ad_charges')
    .values(
      paid.map((charge) => ({
        id: charge.id,
        organization_id: charge.organizationId,
        ad_account_id: charge.adAccountId,
        plan_id: charge.planId,
        request_id: charge.requestId,
        kind: 'click',
        shop_id: charge.shopId,
        video_id: charge.videoId,
        product_id: charge.productId,
        shopper_id: charge.shopperId,
        person: charge.person,
        simulated: charge.simulated,
        price: charge.price,
        currency: charge.currency,
        p_ctr: charge.pCtr,
        p_cvr: charge.pCvr,
        day: charge.day,
        at: new Date(charge.atMs),
      })),
    )
    .execute();
}

/** Leases, days and what accounts hold; their balance is moved by the ledger alone. */
async function writeBooks(trx: Trx, before: Moved, after: Moved): Promise<void> {
  const leases = after.leases.filter((lease, place) => lease.spent !== before.leases[place]?.spent);
  if (leases.length > 0)
    await sql`UPDATE ad_leases l SET spent = m.spent
      FROM unnest(${leases.map(({ id }) => id)}::uuid[], ${leases.map(({ spent }) => spent)}::bigint[]) AS m (id, spent)
      WHERE l.id = m.id`.execute(trx);
  const days = [...after.days].map(([planDay, row]) => ({ at: planDay.split(' '), ...row }));
  await sql`UPDATE ad_budget_days d SET spent = m.spent, held = m.held
    FROM unnest(${days.map(({ at }) => at[0] ?? '')}::uuid[], ${days.map(({ at }) => at[1] ?? '')}::date[],
      ${days.map(({ spent }) => spent)}::bigint[], ${days.map(({ held }) => held)}::bigint[]) AS m (plan_id, day, spent, held)
    WHERE d.plan_id = m.plan_id AND d.day = m.day`.execute(trx);
  const purses = [...after.purses].map(([id, { held }]) => ({ id, held }));
  await sql`UPDATE ad_accounts a SET held = m.held
    FROM unnest(${purses.map(({ id }) => id)}::uuid[], ${purses.map(({ held }) => held)}::bigint[]) AS m (id, held)
    WHERE a.id = m.id AND a.held <> m.held`.execute(trx);
}

/** One statement for all: the ledger's trigger refuses a statement that leaves half a transfer. */
async function writeLedger(trx: Trx, paid: readonly Charge[]): Promise<void> {
  await trx
    .insertInto('ad_ledger')
    .values(
      paid.flatMap(({ id, organizationId, adAccountId, price }) => {
        const entry = {
          organization_id: organizationId,
          ad_account_id: adAccountId,
          transfer_id: id,
          kind: 'charge',
        };
        return [
          { ...entry, side: 'balance', amount: -price },
          { ...entry, side: 'spent', amount: price },
        ];
      }),
    )
    .execute();
}
