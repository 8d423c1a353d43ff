import type { ProductId } from '#kernel/ids';
import { Gathering } from '#platform/gathering';
import { BriefMemory } from '#platform/memory';
import type { Records } from '#platform/records';
import { cardOf, ownerOf } from './product-card.ts';
import type { ProductOwner, Shelf } from './shelf.ts';
import { findCards } from './shelf-store.ts';
import type { ProductCard } from './storefront-contract.ts';

type Known = { readonly owner: ProductOwner; readonly card: ProductCard | null } | null;

/** A change made by another server is seen within this time. */
const lifeMs = 1_000;
/** Some kilobyte each. */
const productsMax = 50_000;
/** Pages that share a question. */
const asksMax = 50;

export type OpenShelf = Shelf & {
  /** After a change of these products in this process. */
  readonly forget: (productIds: readonly ProductId[]) => void;
};

export function openShelf(records: Records): OpenShelf {
  const known = new BriefMemory<Known>({ lifeMs, sizeMax: productsMax });
  // Pages that are asked for at the same time share one question.
  const lookUps = new Gathering(
    async (asks: readonly (readonly ProductId[])[]) => {
      const rows = await findCards(records, [...new Set(asks.flat())]);
      const found = new Map<ProductId, Known>(
        rows.map((row) => [row.id, { owner: ownerOf(row), card: cardOf(row) }]),
      );
      return asks.map(() => found);
    },
    { batchMax: asksMax },
  );
  const find = (missing: readonly ProductId[]) => lookUps.ask(missing);
  const ask = (productIds: readonly ProductId[]) => known.getMany(productIds, find, null);
  const pick = async <Part>(productIds: readonly ProductId[], part: (one: Known) => Part | null) => {
    const picked = new Map<ProductId, Part>();
    for (const [id, one] of await ask(productIds)) {
      const value = part(one);
      if (value !== null) picked.set(id, value);
    }
    return picked;
  };
  return {
    cardsOf: (productIds) => pick(productIds, (one) => one?.card ?? null),
    ownersOf: (productIds) => pick(productIds, (one) => one?.owner ?? null),
    forget: (productIds) => {
      for (const id of productIds) known.forget(id);
    },
  };
}
