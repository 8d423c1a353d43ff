import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ProductPage as Product } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { useCart } from '../cart/use-cart.ts';
import { OfferedCoupons } from '../coupons/offered-coupons.tsx';
import { tell } from '../telemetry/telemetry.ts';
import { touchParts } from '../telemetry/touches.ts';
import { Bar } from '../ui/bar.tsx';
import { countText } from '../ui/count-text.ts';
import { CartIcon } from '../ui/icons.tsx';
import { Price } from '../ui/price.tsx';
import { PageFailure, PageWaiting } from '../ui/states.tsx';
import { SkuSheet } from './sku-sheet.tsx';
import './product.css';

export function ProductPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { say, language } = useLanguage();
  const [buying, setBuying] = useState<'cart' | 'now' | null>(null);
  const { quantity } = useCart();
  const product = useQuery({
    queryKey: ['product', id],
    queryFn: () => request<Product>(`/api/storefront/products/${id}`),
  });
  useEffect(() => {
    if (product.isSuccess) tell({ event: 'Product Viewed', productId: id, ...touchParts(id) });
  }, [product.isSuccess, id]);

  if (product.error && !product.data)
    return <PageFailure error={product.error} again={() => void product.refetch()} />;
  if (!product.data) return <PageWaiting />;
  const { data } = product;
  return (
    <>
      <Bar title={data.name}>
        <Link
          to="/cart"
          className="icon-button tab-icon"
          aria-label={say('store.cartCount', { count: quantity })}
        >
          <CartIcon />
          {quantity > 0 && <span className="tab-badge product-badge">{quantity}</span>}
        </Link>
      </Bar>
      <Pictures product={data} />
      <section className="card">
        <Price minor={data.price} was={data.listPrice} currency={data.currency} size={26} />
        <h2 className="product-name">{data.name}</h2>
        {data.sellingPoint && <p className="product-point">{data.sellingPoint}</p>}
        <p className="quiet small row">
          {data.soldCount > 0 && (
            <span>{say('store.sold', { count: countText(data.soldCount, language) })}</span>
          )}
          {data.soldOut && <b>{say('store.soldOut')}</b>}
        </p>
      </section>
      <OfferedCoupons of={{ productId: id }} />
      <Link to="/s/$id" params={{ id: data.shopId }} className="card row product-shop">
        <span>
          <b>{data.shopName}</b>
          <span className="quiet small product-brand">{data.brandName}</span>
        </span>
        <span className="quiet">{say('store.toShop')} ›</span>
      </Link>
      {data.description && (
        <section className="card">
          <h2>{say('store.details')}</h2>
          <p className="product-description">{data.description}</p>
        </section>
      )}
      <div className="foot-bar">
        <button
          type="button"
          className="button"
          style={{ flex: 1 }}
          onClick={() => setBuying('cart')}
          disabled={data.soldOut}
        >
          {say('store.addToCart')}
        </button>
        <button
          type="button"
          className="button button-main"
          style={{ flex: 1 }}
          onClick={() => setBuying('now')}
          disabled={data.soldOut}
        >
          {say(data.soldOut ? 'store.soldOut' : 'store.buyNow')}
        </button>
      </div>
      {buying && <SkuSheet product={data} then={buying} onClose={() => setBuying(null)} />}
    </>
  );
}

function Pictures({ product }: { product: Product }) {
  const { say } = useLanguage();
  const pictures = product.pictures.length > 0 ? product.pictures : [];
  if (pictures.length === 0) return <div className="pictures-blank">{say('store.noPicture')}</div>;
  return (
    <div className="pictures">
      {pictures.map(({ url, width, height }, place) => (
        <img
          key={url}
          src={url}
          width={width}
          height={height}
          alt={say('store.picture', { name: product.name, number: place + 1 })}
          loading={place === 0 ? 'eager' : 'lazy'}
        />
      ))}
    </div>
  );
}
