import { toDecimal } from '#kernel/money';
import { touchSecond, type WorldOrder, type WorldOrderLine } from '../world/scene.ts';

type Cell = string | number | null;
type Column = readonly [name: string, cell: (order: WorldOrder, line: WorldOrderLine) => Cell];

const yuan = (fen: number): string => toDecimal(fen, 'CNY');
const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/**
 * Meadow's own form of an order file: one line of the file is one line of an order. Shops and accounts are named
 * by our keys, which the server knows as their external ids.
 */
const columns: readonly Column[] = [
  ['order_id', (order) => order.id],
  ['shop', (order) => order.scene.shop],
  ['status', (order) => order.status],
  ['sku', (_, line) => line.product.sku],
  ['product_id', (_, line) => line.product.id],
  ['product_name', (_, line) => line.product.name],
  ['category', (_, line) => line.product.category],
  ['quantity', (_, line) => line.quantity],
  ['line_amount', (_, line) => yuan(line.userPaidFen)],
  ['platform_discount', (_, line) => yuan(line.platformSubsidyFen)],
  ['creator_discount', (_, line) => yuan(line.creatorSubsidyFen)],
  ['payment_discount', (_, line) => yuan(line.paymentSubsidyFen)],
  ['currency', () => 'CNY'],
  ['ordered_at', (order) => instant(order.orderedAtMs)],
  ['paid_at', (order) => instant(order.paidAtMs)],
  ['shipped_at', (order) => instant(order.shippedAtMs)],
  ['completed_at', (order) => instant(order.completedAtMs)],
  ['customer_id', (order) => order.buyer],
  ['refund_amount', (_, line) => line.refund && yuan(line.refund.amountFen)],
  ['refund_quantity', (_, line) => line.refund?.quantity ?? null],
  ['refunded_at', (_, line) => line.refund && instant(line.refund.atMs)],
  ['carrier', ({ scene }) => scene.channel.carrier],
  ['source', ({ scene }) => scene.channel.source],
  ['account_type', ({ scene }) => scene.channel.accountType],
  ['plan_id', ({ scene }) => scene.planId],
  ['account', ({ scene }) => scene.account],
  ['content_id', ({ scene }) => scene.contentId],
  ['room_id', ({ scene }) => scene.roomId],
  ['creator_id', ({ scene }) => scene.creator],
  ['request_id', ({ scene }) => scene.requestId],
  ['touch_second', ({ scene, orderedAtMs }) => touchSecond(scene, orderedAtMs)],
];

export const orderFileHeader = `${columns.map(([name]) => name).join(',')}\n`;

export function orderFileLines(order: WorldOrder): string {
  let text = '';
  for (const line of order.lines) {
    text += `${columns.map(([, cell]) => quoted(cell(order, line))).join(',')}\n`;
  }
  return text;
}

function quoted(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
