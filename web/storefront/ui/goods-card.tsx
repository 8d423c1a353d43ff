import { Link } from '@tanstack/react-router';
import type { ProductCard } from '#shop/contract';
import { useLanguage } from '../../ui/language/language.tsx';
import { tell } from '../telemetry/telemetry.ts';
import { rememberTouch } from '../telemetry/touches.ts';
import { countText } from './count-text.ts';
import { Price } from './price.tsx';

/** A product in a grid. Reached this way it is a product card, so a touch of an earlier video does not count. */
export function GoodsCard({ product, touch = null }: { product: ProductCard; touch?: string | null }) {
  const { say, language } = useLanguage();
  return (
    <Link
      to="/p/$id"
      params={{ id: product.id }}
      className="goods"
      onClick={() => {
        rememberTouch(product.id, { touch, second: null });
        tell({ event: 'Product Clicked', productId: product.id, ...(touch ? { touch } : {}) });
      }}
    >
      {product.picture ? (
        <img src={product.picture} alt="" loading="lazy" />
      ) : (
        <span className="goods-blank" />
      )}
      <span className="goods-words" style={{ display: 'block' }}>
        <span className="goods-name">{product.name}</span>
        <span className="row">
          <Price minor={product.price} was={product.listPrice} currency={product.currency} />
        </span>
        <span className="quiet small">
          {product.soldOut
            ? say('store.soldOut')
            : product.soldCount > 0 && say('store.sold', { count: countText(product.soldCount, language) })}
        </span>
      </span>
    </Link>
  );
}
