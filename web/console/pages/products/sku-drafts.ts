import { fromDecimal, toDecimal } from '#kernel/money';
import type { SkuInput, SkuView } from '#shop/contract';

/** A SKU as it is typed: amounts as text, so that half an amount is not lost. */
export type SkuDraft = {
  /** Stays while codes are typed. */
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly price: string;
  readonly listPrice: string;
  readonly cost: string;
  /** Received with it; null where the SKU is there already and stock is moved. */
  readonly stock: string | null;
};

export type SkuComplaint = 'code' | 'twice' | 'price' | 'listPrice' | 'cost' | 'stock';

export const emptySku = (): SkuDraft => ({
  key: crypto.randomUUID(),
  code: '',
  name: '',
  price: '',
  listPrice: '',
  cost: '',
  stock: '',
});

export const draftOf = (sku: SkuView, currency: string): SkuDraft => ({
  key: sku.id,
  code: sku.code,
  name: sku.name,
  price: toDecimal(sku.price, currency),
  listPrice: sku.listPrice === null ? '' : toDecimal(sku.listPrice, currency),
  cost: sku.cost === null ? '' : toDecimal(sku.cost, currency),
  stock: null,
});

/** What is wrong with each row, by its key; nothing for one that can be sent. */
export function complaintsOf(
  drafts: readonly SkuDraft[],
  currency: string,
): ReadonlyMap<string, SkuComplaint> {
  const found = new Map<string, SkuComplaint>();
  const codes = new Set<string>();
  for (const draft of drafts) {
    const code = draft.code.trim();
    const wrong = code === '' ? 'code' : codes.has(code) ? 'twice' : amountsWrong(draft, currency);
    codes.add(code);
    if (wrong) found.set(draft.key, wrong);
  }
  return found;
}

function amountsWrong(draft: SkuDraft, currency: string): SkuComplaint | null {
  const price = amount(draft.price, currency);
  const listPrice = amount(draft.listPrice, currency);
  const cost = amount(draft.cost, currency);
  if (price === null || price === undefined || price < 1) return 'price';
  if (listPrice === undefined || (listPrice !== null && listPrice < price)) return 'listPrice';
  if (cost === undefined || (cost !== null && cost < 0)) return 'cost';
  return draft.stock !== null && !/^\d{0,7}$/.test(draft.stock.trim()) ? 'stock' : null;
}

/** Minor units; null for an empty field, undefined for what is no amount. */
function amount(text: string, currency: string): number | null | undefined {
  const plain = text.trim().replaceAll(',', '');
  if (plain === '') return null;
  return fromDecimal(plain, currency) ?? undefined;
}

/** What is sent; call it when nothing is complained of. */
export function skusFrom(drafts: readonly SkuDraft[], currency: string): SkuInput[] {
  return drafts.map((draft) => ({
    code: draft.code.trim(),
    name: draft.name.trim(),
    price: amount(draft.price, currency) ?? 0,
    listPrice: amount(draft.listPrice, currency) ?? null,
    cost: amount(draft.cost, currency) ?? null,
    ...(draft.stock?.trim() ? { stock: Number(draft.stock) } : {}),
  }));
}
