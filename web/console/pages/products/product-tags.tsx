import type { ProductRow, ReviewReasonView } from '#shop/contract';
import { useSay } from '../../../ui/language/language.tsx';
import { Moment } from '../../../ui/metric/moment.tsx';

type Standing = Pick<ProductRow, 'shelf' | 'review' | 'saleStartsAt' | 'available'>;

/** Where a product stands, in words: on the shelf, off it, or when it goes there. */
export function ShelfTag({ product }: { product: Standing }) {
  const say = useSay();
  if (product.saleStartsAt !== null)
    return (
      <span className="product-tag product-tag-wait">
        {say('products.startsAt')} <Moment at={product.saleStartsAt} />
      </span>
    );
  const soldOut = product.shelf === 'online' && product.available <= 0;
  return (
    <span className={`product-tag product-tag-${soldOut ? 'bad' : product.shelf}`}>
      {say(soldOut ? 'products.view.soldOut' : `products.shelf.${product.shelf}`)}
    </span>
  );
}

export function ReviewTag({ review }: Pick<Standing, 'review'>) {
  const say = useSay();
  return <span className={`product-tag product-tag-${review}`}>{say(`products.review.${review}`)}</span>;
}

/** Why the review did not let a product pass, each with what to do about it. */
export function ReviewReasons({ reasons }: { reasons: readonly ReviewReasonView[] }) {
  const say = useSay();
  if (reasons.length === 0) return null;
  return (
    <div className="product-reasons" role="status">
      <strong>{say('products.rejectedBecause')}</strong>
      <ul>
        {reasons.map(({ code, field, word }) => (
          <li key={`${code}${field}${word ?? ''}`}>
            {say(`products.reason.${code}`, { field: say(`products.${field}`), word: word ?? '' })}
          </li>
        ))}
      </ul>
    </div>
  );
}
