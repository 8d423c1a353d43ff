import { Link } from '@tanstack/react-router';
import type { RefObject } from 'react';
import type { ProductCard } from '#shop/contract';
import type { FeedItem } from '#traffic/contract';
import { useSay } from '../../ui/language/language.tsx';
import { tell } from '../telemetry/telemetry.ts';
import { rememberTouch } from '../telemetry/touches.ts';
import { Price } from '../ui/price.tsx';

/** Who shows it, what it says, and the products one tap away. Low on the left, below faces and captions. */
export function SlideWords({ item, second }: { item: FeedItem; second: RefObject<number> }) {
  const say = useSay();
  const { video, ad } = item;
  return (
    <div className="slide-words">
      {video.products.slice(0, 1).map((product) => (
        <ProductStrip
          key={product.id}
          product={product}
          item={item}
          second={second}
          more={video.products.length - 1}
        />
      ))}
      <Link to="/a/$id" params={{ id: video.account.id }} className="slide-account">
        @{video.account.name}
      </Link>
      <p className="slide-title">{video.title}</p>
      <p className="slide-marks">
        {ad && <span className="mark">{say('store.ad')}</span>}
        {item.why === 'slot' && <span className="mark">{say('store.picked')}</span>}
        {video.simulated && <span className="mark">{say('store.simulated')}</span>}
      </p>
    </div>
  );
}

type StripProps = {
  readonly product: ProductCard;
  readonly item: FeedItem;
  readonly second: RefObject<number>;
  readonly more: number;
};

function ProductStrip({ product, item, second, more }: StripProps) {
  const say = useSay();
  return (
    <Link
      to="/p/$id"
      params={{ id: product.id }}
      search={more > 0 ? ({ video: item.video.id } as never) : ({} as never)}
      className="strip"
      onClick={() => {
        const about = { contentId: item.video.id, touch: item.touch, touchSecond: second.current };
        for (const each of item.video.products)
          rememberTouch(each.id, { touch: item.touch, second: second.current });
        tell({ event: 'Product Clicked', productId: product.id, ...about });
        if (item.ad) tell({ event: 'Ad Clicked', ...about, adToken: item.ad.token });
      }}
    >
      {product.picture && <img src={product.picture} alt="" />}
      <span className="strip-words">
        <span className="strip-name">{product.name}</span>
        <span className="strip-point">{product.sellingPoint}</span>
        <span>
          <Price minor={product.price} was={product.listPrice} currency={product.currency} />
          {more > 0 && <span className="strip-more">{say('store.moreProducts', { count: more })}</span>}
        </span>
      </span>
      <span className="strip-buy">{say('store.buy')}</span>
    </Link>
  );
}
