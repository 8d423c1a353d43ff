import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportWorld, openImportWorld } from './import-world-fixture.ts';
import { countRejects } from './rejects-store.ts';

const path = resolve(process.env.MEADOW_TEST_DATA ?? '../shared/data', 'online-retail/online-retail.csv.gz');
if (!existsSync(path)) console.log(`Skipped: ${path} is absent (real orders of a retailer).`);

/** The test's own arithmetic over the raw text, sharing nothing with the importer. */
async function sumsOfFile() {
  const sums = {
    gmvPence: 0n,
    lines: 0,
    orders: new Set<string>(),
    refundPence: 0n,
    adjustments: 0,
    negativePrices: 0,
  };
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
    // Only the description may hold commas; the five columns after it never do.
    const [invoice = '', ...rest] = line.split(',');
    const [quantity = '', , price = ''] = rest.slice(-5);
    if (invoice === 'InvoiceNo') continue;
    const units = BigInt(quantity.replace(/\.0$/, ''));
    const [whole = '', fraction = ''] = price.split('.');
    const thousandths = BigInt(whole + fraction.padEnd(3, '0')) * units;
    if (price.startsWith('-')) sums.negativePrices++;
    else if (units < 0n && thousandths === 0n) sums.adjustments++;
    else if (units < 0n) sums.refundPence += (-thousandths + 5n) / 10n;
    else {
      sums.gmvPence += (thousandths + 5n) / 10n;
      sums.lines++;
      sums.orders.add(invoice);
    }
  }
  return sums;
}

describe.skipIf(!existsSync(path))('half a million real order lines', () => {
  let world: ImportWorld;
  beforeAll(async () => {
    world = await openImportWorld();
  });
  afterAll(() => world.close());

  const factsNow = () =>
    world.facts<Record<string, number>>(`SELECT
      (SELECT sum(gmv) FROM $order_lines) AS gmv, (SELECT count() FROM $order_lines) AS lines, (SELECT uniqExact(order_id) FROM $order_lines) AS orders,
      (SELECT sum(amount) FROM $refund_lines) AS refunds, (SELECT count() FROM $refund_lines WHERE paid_at IS NULL) AS untied,
      (SELECT sum(sipHash64(order_id, line_id, paid_at, gmv, buyer, product_id, quantity)) FROM $order_lines) AS content,
      (SELECT sum(sipHash64(refund_id, refund_line_id, line_id, amount, quantity)) FROM $refund_lines) AS refund_content`);

  it('come in with totals equal to the file, survive a kill in the middle, and change nothing twice', {
    timeout: 600_000,
  }, async () => {
    const sums = await sumsOfFile();
    const id = await world.receive({ path });
    const started = performance.now();
    // Stopped while it reads, as a killed process is between two transactions; killed-import.test.ts really kills.
    await world
      .run(id, AbortSignal.timeout(3_000))
      .catch((error: Error) => expect(error.name).toBe('TimeoutError'));
    await world.run(id);
    const importedMs = performance.now() - started;
    await world.relay();
    console.log(
      `imported in ${Math.round(importedMs)} ms, facts after ${Math.round(performance.now() - started)} ms`,
    );

    const [facts] = await factsNow();
    expect(facts).toMatchObject({
      gmv: Number(sums.gmvPence),
      lines: sums.lines,
      orders: sums.orders.size,
      refunds: Number(sums.refundPence),
    });
    const rejects = Object.fromEntries(
      (await countRejects(world.records, world.organizationId, id)).map(({ code, rows }) => [code, rows]),
    );
    expect(rejects).toEqual({ zero_price_adjustment: sums.adjustments, negative_price: sums.negativePrices });

    const again = await world.import({ path });
    expect(again).toMatchObject({
      state: 'done',
      summary: { orders: sums.orders.size, ordersChanged: 0, refundsChanged: 0 },
    });
    console.log(JSON.stringify(again.summary));
    expect((await factsNow())[0]).toEqual(facts);
  });
});
