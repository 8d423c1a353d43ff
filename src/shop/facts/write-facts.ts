import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { OutboxMessage, Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import {
  nextFactVersion,
  orderLineFacts,
  refundLineFacts,
  stillGoneLines,
  stillGoneRefundLines,
} from './order-facts-store.ts';
import { batchesOf, type OrdersChanged } from './orders-changed.ts';

/** Orders read and written at a time; with twenty lines each this is some 20,000 rows and 15 MB. */
const ordersMax = 1_000;

export type FactsOptions = {
  readonly records: Records;
  readonly columnar: Columnar;
  /** Told after facts of an organisation are durable, so that open screens look again. */
  readonly onWritten?: (organizationId: OrganizationId) => void;
};

/**
 * Keeps the columnar facts of orders equal to the records: reads the named orders as they are now and writes
 * them whole. At least once; a repeat writes the same keys with a higher version.
 */
export function orderFactsSubscriber(options: FactsOptions): Subscriber {
  return {
    name: 'order-facts',
    topics: ['orders.changed'],
    batchMax: 50,
    handle: async (messages) => {
      for (const [organizationId, own] of Map.groupBy(
        messages,
        (message: OutboxMessage) => message.organizationId,
      )) {
        let writing: Promise<void> = Promise.resolve();
        for (const batch of batchesOf(
          own.map((message) => message.payload as OrdersChanged),
          ordersMax,
        )) {
          // One batch is read from the records while the one before it is written.
          const facts = await readFacts(options, organizationId, batch);
          await writing;
          writing = writeFacts(options, facts);
          writing.catch(() => undefined);
        }
        await writing;
        options.onWritten?.(organizationId);
      }
    },
  };
}

type Facts = {
  readonly version: number;
  readonly lines: readonly string[];
  readonly refundLines: readonly string[];
};

async function readFacts(
  { records }: FactsOptions,
  organizationId: OrganizationId,
  batch: OrdersChanged,
): Promise<Facts> {
  return records.organization(organizationId, async (trx) => {
    // The number is taken before reading: nothing read under a higher number can be older.
    const version = await nextFactVersion(trx);
    const lines = batch.orderIds.length > 0 ? await orderLineFacts(trx, batch.orderIds, version) : [];
    const refundLines = await refundLineFacts(trx, batch, version);
    const goneLines = batch.removedLines ? await stillGoneLines(trx, batch.removedLines) : [];
    const goneRefunds = batch.removedRefundLines
      ? await stillGoneRefundLines(trx, batch.removedRefundLines)
      : [];
    for (const { orderId, lineId, day } of goneLines) {
      lines.push(
        JSON.stringify({
          organization_id: organizationId,
          paid_day: day,
          order_id: orderId,
          line_id: lineId,
          version,
          deleted: 1,
        }),
      );
    }
    for (const { refundId, refundLineId, day } of goneRefunds) {
      refundLines.push(
        JSON.stringify({
          organization_id: organizationId,
          refunded_day: day,
          refund_id: refundId,
          refund_line_id: refundLineId,
          version,
          deleted: 1,
        }),
      );
    }
    return { version, lines, refundLines };
  });
}

async function writeFacts({ columnar }: FactsOptions, { version, lines, refundLines }: Facts): Promise<void> {
  if (lines.length > 0) await columnar.insert('order_lines', jsonLines(lines), `order_lines ${version}`);
  if (refundLines.length > 0)
    await columnar.insert('refund_lines', jsonLines(refundLines), `refund_lines ${version}`);
}

function jsonLines(facts: readonly string[]): Buffer {
  return Buffer.from(`${facts.join('\n')}\n`);
}
