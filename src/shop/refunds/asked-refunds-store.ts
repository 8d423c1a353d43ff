import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';

/** `waiting` for the shop first; `moving` means that the money is on its way. */
export const refundTabs = ['waiting', 'moving', 'done', 'refused', 'failed'] as const;
export type RefundTab = (typeof refundTabs)[number];

export type AskedRefund = {
  readonly id: string;
  readonly order_id: string;
  readonly shop_id: string;
  readonly state: 'pending' | 'in_progress' | 'succeeded' | 'failed' | 'recovered';
  readonly stage: string;
  readonly currency: string;
  readonly amount: number;
  readonly requested_by: 'shopper' | 'shop';
  readonly reason: string | null;
  readonly requested_at: Date;
  readonly decision: 'approved' | 'refused' | null;
  readonly decision_note: string | null;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly refunded_at: Date;
  readonly failure: string | null;
  readonly simulated: boolean;
  readonly version: number;
  readonly lines: readonly {
    readonly order_line_id: string;
    readonly sku: string;
    readonly title: string;
    readonly quantity: number;
    readonly amount: number;
  }[];
};

const tabs: Readonly<Record<RefundTab, ReturnType<typeof sql>>> = {
  waiting: sql`r.state = 'pending' AND r.decision IS NULL`,
  moving: sql`r.state IN ('pending', 'in_progress') AND r.decision = 'approved'`,
  done: sql`r.state IN ('succeeded', 'recovered')`,
  refused: sql`r.decision = 'refused'`,
  failed: sql`r.state = 'failed' AND r.decision = 'approved'`,
};

const shown = sql`r.id, r.order_id, r.shop_id, r.state, r.stage, r.currency, r.amount, r.requested_by, r.reason, r.requested_at, r.decision,
  r.decision_note, r.decided_by, r.decided_at, r.refunded_at, r.simulated, r.version,
  (SELECT p.failure FROM payment_returns p WHERE p.refund_id = r.id) AS failure,
  ARRAY(SELECT json_build_object('order_line_id', l.order_line_id, 'sku', l.sku, 'title', o.title, 'quantity', l.quantity, 'amount', l.amount)
    FROM refund_lines l JOIN order_lines o ON o.id = l.order_line_id WHERE l.refund_id = r.id ORDER BY o.line_number) AS lines`;

/** Refunds that were asked for here, newest request first. */
export async function listAskedRefunds(
  records: Records,
  organizationId: OrganizationId,
  filter: { readonly tab: RefundTab | null; readonly shopId: string | null },
  after: { readonly requestedAtMs: number; readonly id: string } | null,
  limit: number,
): Promise<readonly AskedRefund[]> {
  return records.organization(organizationId, async (trx) => {
    const { rows } = await sql<AskedRefund>`
      SELECT ${shown} FROM refunds r WHERE r.requested_at IS NOT NULL
        AND ${filter.tab === null ? sql`true` : tabs[filter.tab]}
        AND ${filter.shopId === null ? sql`true` : sql`r.shop_id = ${filter.shopId}`}
        AND ${after === null ? sql`true` : sql`(r.requested_at, r.id) < (${new Date(after.requestedAtMs).toISOString()}::timestamptz, ${after.id}::uuid)`}
      ORDER BY r.requested_at DESC, r.id DESC LIMIT ${limit}`.execute(trx);
    return rows;
  });
}

export async function findAskedRefund(
  records: Records,
  organizationId: OrganizationId,
  id: string,
): Promise<AskedRefund | null> {
  return records.organization(organizationId, async (trx) => {
    const { rows } = await sql<AskedRefund>`
      SELECT ${shown} FROM refunds r WHERE r.requested_at IS NOT NULL AND r.id = ${id}`.execute(trx);
    return rows[0] ?? null;
  });
}
