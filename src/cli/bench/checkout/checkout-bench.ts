import type { Bench } from '../figure.ts';
import { processorMs, processorMsOfFamily, spentEach } from '../processes.ts';
import { startScratchInstance } from '../scratch-instance.ts';
import { referenceOrders } from './reference-store.ts';
import { countSold, openSale, openSaleRecords } from './sale-store.ts';
import { type Storm, stormSale } from './storm-sale.ts';

const stock = 10_000;
const attempts = 20_000;
const connections = 200;
const shopperCount = 1_000;
const processNames = ['shoppers', 'first server', 'second server', 'records'];

/** One SKU that everybody wants at once, against locking its row for every order. */
export const bench: Bench = {
  summary: 'orders a second on one scarce SKU, over HTTP and two servers',
  run: async (folder, tell) => {
    tell('Starting PostgreSQL, the columnar store and two servers in a scratch folder …');
    const instance = await startScratchInstance(folder, { servers: 2 });
    const records = openSaleRecords(instance.stores);
    try {
      const open = (units: number, shoppers: number) =>
        openSale(records, instance.stores, instance.organizationId, units, shoppers);
      tell('Filling shelves and signing shoppers in …');
      const sale = await open(stock, shopperCount);
      const warm = { ...(await open(1_000, 0)), shoppers: sale.shoppers };
      await stormSale(instance.urls, warm, { attempts: 1_000, connections });
      tell(`${attempts.toLocaleString('en-US')} attempts at ${stock.toLocaleString('en-US')} pieces …`);
      const spent = () =>
        [process.pid, ...instance.servers.map(({ pid }) => pid)]
          .map(processorMs)
          .concat(processorMsOfFamily(instance.stores.pids().records));
      const before = spent();
      const storm = await stormSale(instance.urls, sale, { attempts, connections });
      const perOrder = spentEach(processNames, before, spent(), (ms) => (ms / storm.placed).toFixed(2));
      await prove(records, sale.skuId, storm);
      tell('Ordering by SELECT FOR UPDATE …');
      const reference = await referenceOrders(instance.stores.recordsUrl, (await open(100_000, 0)).skuId);
      return report(storm, reference, perOrder);
    } finally {
      await records.close();
      await instance.stop();
    }
  },
};

/** Exactly the stock was sold, whoever asked first, and every order is reserved and told of. */
async function prove(records: Parameters<typeof countSold>[0], skuId: string, storm: Storm): Promise<void> {
  const sold = await countSold(records, skuId);
  const exact = [storm.placed, sold.orders, sold.held, sold.messages, sold.reserved].every(
    (n) => n === stock,
  );
  if (!exact || storm.soldOut !== attempts - stock)
    throw new Error(`Of ${stock} pieces: ${JSON.stringify({ ...sold, placed: storm.placed })}`);
}

function report(storm: Storm, reference: number, perOrder: string) {
  const { ordersPerSecond, attemptsPerSecond, msP99, msMedian } = storm;
  return {
    figures: [
      {
        name: 'orders/s',
        value: ordersPerSecond,
        unit: 'orders/s',
        aim: 1_000,
        better: 'more' as const,
        reference,
        ratio: ordersPerSecond / reference,
      },
      {
        name: 'p99',
        value: msP99,
        unit: 'ms',
        aim: 300,
        better: 'less' as const,
        reference: null,
        ratio: null,
      },
    ],
    notes: [
      `${attempts.toLocaleString('en-US')} attempts over ${connections} connections and two servers: exactly ${stock.toLocaleString('en-US')} orders, reservations and outbox rows; ${Math.round(attemptsPerSecond).toLocaleString('en-US')} attempts/s, median answer ${Math.round(msMedian)} ms.`,
      ...(perOrder === ''
        ? []
        : [`Processor time of an order, and of the attempt that comes too late, in ms: ${perOrder}.`]),
      'Reference: one SELECT FOR UPDATE transaction per order, the same rows, 50 connections straight to PostgreSQL.',
    ],
  };
}
