import { readBooks } from '../../src/ads/billing/books-fixture-store.ts';
import { brokenLaws } from '../../src/shop/checkout/laws/laws-fixture.ts';
import { openTestProduct } from '../api/product-fixture.ts';
import { DayNotes } from './day-notes.ts';
import { liveTheDay } from './live-a-day.ts';
import { openMarket } from './market-day.ts';
import { reckon } from './reckoning.ts';
import { wrongTakeouts } from './takeouts.ts';

/** A market from nothing to the evening, and what its books say then. */
export async function spendTheDay(seed: string, shoppers: number) {
  const product = await openTestProduct();
  try {
    const market = await openMarket(product);
    const notes = new DayNotes();
    await liveTheDay(market, notes, seed, shoppers);
    const reckoned = await reckon(product, market, notes);
    const { records } = product.world;
    return {
      notes,
      reckoned,
      books: await readBooks(records),
      brokenLaws: await brokenLaws(records),
      takeouts: await wrongTakeouts(product.world),
    };
  } finally {
    await product.close();
  }
}
