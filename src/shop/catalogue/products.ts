import type { ProductId, ShopId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { type AuditedAsker, entryBy, writeAudit } from '#organisations';
import type { ProductCreate, ProductPatch } from './catalogue-contract.ts';
import { type CatalogueParts, changeProduct, type Decided, tellChanged } from './change-product.ts';
import { orderPictures } from './pictures/pictures-store.ts';
import { isPromised, move } from './product.ts';
import { insertProduct, isOpenShop, loadProduct, standingOf, type WholeProduct } from './product-store.ts';
import { type Reviewed, type ReviewReason, review, reviewContent } from './review/review.ts';
import { saveSkus } from './skus-store.ts';

/** A new product, off the shelf. */
export function createProduct(
  { records }: CatalogueParts,
  asker: AuditedAsker,
  shopId: ShopId,
  input: ProductCreate & { readonly simulated: boolean },
): Promise<Result<WholeProduct, Refusal>> {
  const { actor } = asker;
  return records.organization(actor.organizationId, async (trx) => {
    if (!(await isOpenShop(trx, shopId))) return refuse('unprocessable', 'There is no such shop.', 'shopId');
    const id = await insertProduct(trx, actor.organizationId, { ...input, shopId });
    await saveSkus(trx, actor.organizationId, id, input.skus, actor.name);
    const subject = { kind: 'product', id };
    await writeAudit(
      trx,
      entryBy(asker, { action: 'product.created', subject, detail: { name: input.name } }),
    );
    await tellChanged(trx, actor.organizationId, [id]);
    return ok((await loadProduct(trx, id)) as WholeProduct);
  });
}

/**
 * Changes what a product says, its SKUs or the order of its pictures. What shoppers see, or will see by themselves,
 * must still stand the review; anything else goes back to before its review.
 */
export function patchProduct(
  parts: CatalogueParts,
  asker: AuditedAsker,
  id: ProductId,
  patch: ProductPatch & { readonly pictureIds?: readonly string[] | undefined },
): Promise<Result<WholeProduct, Refusal>> {
  return changeProduct(parts, asker, id, patch.version, async (trx, whole) => {
    const { actor } = asker;
    const pictureIds = whole.pictures.map((picture) => picture.id);
    if (patch.pictureIds && !isSameSet(patch.pictureIds, pictureIds))
      return refuse('unprocessable', 'Name all pictures of the product, each once.', 'pictures');
    const known = new Set(whole.skus.map(({ code }) => code));
    const stocked = patch.skus?.findIndex(({ code, stock }) => stock !== undefined && known.has(code)) ?? -1;
    if (stocked >= 0)
      return refuse(
        'unprocessable',
        'Stock of a SKU that is there is changed by movements.',
        `skus.${stocked}.stock`,
      );
    const promised = patch.skus
      ? whole.skus.find(({ code, reserved }) => reserved > 0 && !patch.skus?.some((sku) => sku.code === code))
      : undefined;
    if (promised)
      return refuse(
        'conflict',
        `${promised.code} is promised to orders: wait until they are paid or over.`,
        'skus',
      );
    const decided = decideEdit(whole, patch, parts.now());
    if (!decided.ok || decided.value === null) return decided;
    if (patch.skus) await saveSkus(trx, actor.organizationId, id, patch.skus, actor.name);
    if (patch.pictureIds) await orderPictures(trx, patch.pictureIds);
    return decided;
  });
}

const isSameSet = (given: readonly string[], wanted: readonly string[]) =>
  given.length === wanted.length &&
  new Set(given).size === wanted.length &&
  given.every((id) => wanted.includes(id));

/** What an edit makes of the product's standing. */
function decideEdit(whole: WholeProduct, patch: ProductPatch, nowMs: number): Result<Decided, Refusal> {
  const { product } = whole;
  const texts = {
    name: patch.name ?? product.name,
    sellingPoint: patch.sellingPoint ?? product.selling_point,
    description: patch.description ?? product.description,
    category: patch.category === undefined ? product.category : patch.category,
  };
  const before = {
    name: product.name,
    sellingPoint: product.selling_point,
    description: product.description,
    category: product.category,
  };
  const changed = Object.fromEntries(
    Object.entries(texts)
      .filter(([field, value]) => value !== before[field as keyof typeof before])
      .map(([field, value]) => [field, { before: before[field as keyof typeof before], after: value }]),
  );
  const detail = {
    ...changed,
    ...(patch.skus ? { skus: { before: skuTexts(whole.skus), after: skuTexts(patch.skus) } } : {}),
    ...(patch.pictures ? { pictures: 'ordered' } : {}),
  };
  if (Object.keys(detail).length === 0) return ok(null);
  // Prices and the order of pictures were never what the review was about; texts and SKU names are.
  const reviewed: Reviewed = {
    ...reviewedOf(whole),
    ...texts,
    ...(patch.skus
      ? { skus: patch.skus.map((sku) => ({ name: sku.name, price: sku.price, available: 0 })) }
      : {}),
  };
  const settled = settleEdit(whole, reviewed, nowMs);
  if (!settled.ok) return settled;
  return ok({ change: { ...texts, ...settled.value }, told: { action: 'product.changed', detail } });
}

/** A standing after what the review looks at has changed. */
export function settleEdit(
  whole: WholeProduct,
  reviewed: Reviewed,
  nowMs: number,
): Result<{ standing?: ReturnType<typeof standingOf>; reviewReasons?: [] }, Refusal> {
  const standing = standingOf(whole.product);
  if (isPromised(standing)) {
    const [first] = reviewContent(reviewed);
    return first ? refuse('review_refused', reasonText(first), first.field) : ok({});
  }
  const moved = move(standing, 'edit', { nowMs });
  return moved.ok ? ok({ standing: moved.value, reviewReasons: [] }) : moved;
}

/** Submits a product; the automatic review answers at once, with every reason against it. */
export function submitProduct(
  parts: CatalogueParts,
  asker: AuditedAsker,
  id: ProductId,
  version: number,
): Promise<Result<WholeProduct, Refusal>> {
  return changeProduct(parts, asker, id, version, async (_trx, whole) => {
    const at = { nowMs: parts.now() };
    const pending = move(standingOf(whole.product), 'submit', at);
    if (!pending.ok) return pending;
    const reasons = review(reviewedOf(whole));
    const standing = move(pending.value, reasons.length === 0 ? 'pass' : 'reject', at);
    if (!standing.ok) return standing;
    return ok({
      change: { standing: standing.value, reviewReasons: reasons },
      told: {
        action: reasons.length === 0 ? 'product.review_passed' : 'product.review_rejected',
        ...(reasons.length === 0 ? {} : { detail: { reasons } }),
      },
    });
  });
}

export const reviewedOf = ({ product, skus, pictures }: WholeProduct): Reviewed => ({
  name: product.name,
  sellingPoint: product.selling_point,
  description: product.description,
  skus: skus.map((sku) => ({ name: sku.name, price: sku.price, available: sku.on_hand - sku.reserved })),
  pictures: pictures.length,
});

const skuTexts = (skus: readonly { code: string; price: number }[]) =>
  skus.map(({ code, price }) => `${code} ${price}`).join(', ');

export function reasonText({ code, word }: ReviewReason): string {
  switch (code) {
    case 'forbidden_word':
      return `“${word}” is a claim that advertisements may not make.`;
    case 'picture_missing':
      return 'The product needs a picture.';
    case 'price_missing':
      return 'The product needs a SKU with a price.';
    case 'no_stock':
      return 'Nothing of the product is in stock.';
  }
}
