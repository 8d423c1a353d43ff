import { Link, useNavigate } from '@tanstack/react-router';
import type { CartLineView, CartView } from '#shop/contract';
import { useLanguage } from '../../ui/language/language.tsx';
import { Banner } from '../banner/banner.tsx';
import { buyFromCart } from '../checkout/buying.ts';
import { OfferedCoupons } from '../coupons/offered-coupons.tsx';
import { tell } from '../telemetry/telemetry.ts';
import { Bar } from '../ui/bar.tsx';
import { moneyText, Price } from '../ui/price.tsx';
import { Empty, Failure, Waiting } from '../ui/states.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { useToast } from '../ui/toast.tsx';
import { useCart, useChangeCart } from './use-cart.ts';

export function CartPage() {
  const { say } = useLanguage();
  const { cart } = useCart();
  if (cart.error && !cart.data) return <Failure error={cart.error} again={() => void cart.refetch()} />;
  if (!cart.data) return <Waiting />;
  if (cart.data.shops.length === 0)
    return (
      <>
        <Banner />
        <Empty
          title={say('store.cartEmpty')}
          text={say('store.cartEmptyText')}
          to="/"
          action={say('store.toFeed')}
        />
      </>
    );
  return (
    <>
      <Bar title={say('store.cart')} back={false} />
      <Banner />
      {cart.data.shops.map((shop) => (
        <section className="card" key={shop.shopId}>
          <h2>
            <Link to="/s/$id" params={{ id: shop.shopId }}>
              {shop.shopName}
            </Link>
          </h2>
          <OfferedCoupons of={{ shopId: shop.shopId }} />
          {shop.lines.map((line) => (
            <CartLine key={line.skuId} line={line} currency={shop.currency} />
          ))}
        </section>
      ))}
      <CartFoot cart={cart.data} />
    </>
  );
}

function CartLine({ line, currency }: { line: CartLineView; currency: string }) {
  const { say } = useLanguage();
  const toast = useToast();
  const change = useChangeCart();
  const set = (quantity: number, selected = line.selected) =>
    change.mutate(
      { skuId: line.skuId, productId: line.productId, quantity, selected },
      { onError: () => toast(say('store.notTaken')) },
    );
  const remove = () => {
    set(0);
    toast(say('store.removed'), { label: say('store.undo'), run: () => set(line.quantity) });
  };
  const gone = line.state === 'off_shelf' || line.state === 'sold_out';
  return (
    <div className="line">
      <input
        type="checkbox"
        checked={line.selected && !gone}
        disabled={gone}
        aria-label={say('store.select', { name: line.name })}
        onChange={(event) => set(line.quantity, event.target.checked)}
        style={{ width: 22, flex: 'none' }}
      />
      {line.picture ? <img src={line.picture} alt="" /> : <span className="line-blank" />}
      <div className="line-words">
        <Link to="/p/$id" params={{ id: line.productId }} className="goods-name">
          {line.name}
        </Link>
        {line.skuName && <span className="quiet small">{line.skuName}</span>}
        {line.state !== 'ok' && (
          <p className="form-error">{say(`store.line.${line.state}`, { count: line.available })}</p>
        )}
        <div className="row">
          <Price minor={line.price} currency={currency} />
          {gone ? null : (
            <Stepper
              value={line.quantity}
              max={Math.min(999, Math.max(1, line.available))}
              onChange={(quantity) => set(quantity)}
            />
          )}
        </div>
        <button type="button" className="button button-small" onClick={remove}>
          {say('store.remove')}
        </button>
      </div>
    </div>
  );
}

/** What is selected, by currency: shops of several currencies are paid for one after the other. */
function CartFoot({ cart }: { cart: CartView }) {
  const { say, language } = useLanguage();
  const navigate = useNavigate();
  const sums = new Map<string, number>();
  let count = 0;
  for (const shop of cart.shops)
    for (const line of shop.lines)
      if (line.selected && line.state === 'ok') {
        sums.set(shop.currency, (sums.get(shop.currency) ?? 0) + line.price * line.quantity);
        count += line.quantity;
      }
  return (
    <div className="foot-bar">
      <span style={{ flex: 1 }}>
        <span className="quiet small">{say('store.total')} </span>
        <b className="price">
          {[...sums].map(([currency, sum]) => moneyText(sum, currency, language)).join(' + ') || '–'}
        </b>
        {sums.size > 1 && <p className="form-error">{say('store.severalCurrencies')}</p>}
      </span>
      <button
        type="button"
        className="button button-main"
        disabled={count === 0 || sums.size > 1}
        onClick={() => {
          buyFromCart();
          tell({ event: 'Checkout Started' });
          void navigate({ to: '/checkout' });
        }}
      >
        {say('store.checkout', { count })}
      </button>
    </div>
  );
}
