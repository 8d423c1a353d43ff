import { nilUuid } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { ImportLanding } from '../../orders/landing.ts';
import { landNextOrders } from '../../orders/landing-store.ts';
import { landProducts } from '../../products/products-store.ts';
import { type LandedCancellations, landCancellations } from '../../refunds/cancellations-store.ts';
import { lockImport, type Progress, saveProgress } from '../fence-store.ts';
import { addSummary } from '../import-job.ts';
import { finishImport } from '../imports-store.ts';
import { nextOfBuyers, nextOfOrders } from './cancelled-rows-store.ts';
import { restateAfterImport } from './restate-import-store.ts';
import { dropStaged } from './staging-upkeep-store.ts';

const ordersAtOnce = 1_000;
const cancellingBuyersAtOnce = 300;

/**
 * One step of landing: its rows, its outbox message and the import's new position are one transaction, so a
 * process killed at any moment leaves either all of a step or nothing. Answers null after the last one.
 */
export async function landStep(
  records: Records,
  landing: ImportLanding,
  progress: Progress,
): Promise<Progress | null> {
  return records.organization(landing.organizationId, async (trx) => {
    await lockImport(trx, landing.importId, progress.position);
    const next = await step(trx, landing, progress);
    if (next) await saveProgress(trx, landing.importId, next);
    return next;
  });
}

/** From all rows staged to the first orders: products come first, since lines refer to them. */
export async function beginLanding(
  records: Records,
  landing: ImportLanding,
  from: Progress,
  staged: number,
): Promise<Progress> {
  return records.organization(landing.organizationId, async (trx) => {
    await lockImport(trx, landing.importId, from.position);
    await landProducts(trx, landing);
    const next: Progress = { position: { phase: 'orders', staged, after: nilUuid }, summary: from.summary };
    await saveProgress(trx, landing.importId, next);
    return next;
  });
}

async function step(
  trx: Trx,
  landing: ImportLanding,
  { position, summary }: Progress,
): Promise<Progress | null> {
  const { importId } = landing;
  switch (position.phase) {
    case 'reading':
      throw new Error('Rows land only once all are staged.');
    case 'orders': {
      const landed = await landNextOrders(trx, landing, position.after, ordersAtOnce);
      if (!landed)
        return {
          position: { phase: 'cancellations_of_buyers', staged: position.staged, afterBuyer: 0 },
          summary,
        };
      const { lastOrderId, changed, ...counts } = landed;
      return {
        position: { ...position, after: lastOrderId },
        summary: addSummary(summary, { ...counts, ordersChanged: changed }),
      };
    }
    case 'cancellations_of_buyers': {
      const rows = await nextOfBuyers(trx, importId, position.afterBuyer, cancellingBuyersAtOnce);
      const last = rows.at(-1)?.buyer;
      if (last === undefined || last === null) {
        return {
          position: { phase: 'cancellations_of_orders', staged: position.staged, after: nilUuid },
          summary,
        };
      }
      return {
        position: { ...position, afterBuyer: last },
        summary: addSummary(summary, counted(await landCancellations(trx, landing, rows))),
      };
    }
    case 'cancellations_of_orders': {
      const rows = await nextOfOrders(trx, importId, position.after, cancellingBuyersAtOnce);
      const last = rows.at(-1)?.order_id;
      if (last === undefined) return finish(trx, landing);
      return {
        position: { ...position, after: last },
        summary: addSummary(summary, counted(await landCancellations(trx, landing, rows))),
      };
    }
  }
}

async function finish(trx: Trx, { organizationId, importId }: ImportLanding): Promise<null> {
  await dropStaged(trx, importId);
  await restateAfterImport(trx, organizationId, importId);
  await finishImport(trx, importId, 'done', null);
  return null;
}

function counted(landed: LandedCancellations) {
  return {
    refunds: landed.refunds,
    refundsChanged: landed.changed,
    refundAmount: landed.amount,
    refundsWithoutOrder: landed.untied,
    refundAmountWithoutOrder: landed.untiedAmount,
  };
}
