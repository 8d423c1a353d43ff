import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProductPage as Product } from '#shop/contract';
import { useSay } from '../../ui/language/language.tsx';
import { useCart, useChangeCart } from '../cart/use-cart.ts';
import { buyNow } from '../checkout/buying.ts';
import { tell } from '../telemetry/telemetry.ts';
import { touchParts } from '../telemetry/touches.ts';
import { Price } from '../ui/price.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { useToast } from '../ui/toast.tsx';

type Props = { readonly product: Product; readonly then: 'cart' | 'now'; readonly onClose: () => void };

/** Which one and how many; then into the cart, or straight to the checkout. */
export function SkuSheet({ product, then, onClose }: Props) {
  const say = useSay();
  const toast = useToast();
  const navigate = useNavigate();
  const { cart } = useCart();
  const change = useChangeCart();
  const first = product.skus.find(({ available }) => available > 0) ?? product.skus[0];
  const [skuId, setSkuId] = useState(first?.id);
  const [quantity, setQuantity] = useState(1);
  const sku = product.skus.find(({ id }) => id === skuId);
  if (!sku) return null;

  const inCart =
    cart.data?.shops.flatMap(({ lines }) => lines).find((line) => line.skuId === sku.id)?.quantity ?? 0;
  const go = () => {
    if (then === 'now') {
      buyNow({ skuId: sku.id, productId: product.id, quantity });
      tell({ event: 'Checkout Started', productId: product.id, sku: sku.code, ...touchParts(product.id) });
      void navigate({ to: '/checkout' });
      return;
    }
    change.mutate(
      { skuId: sku.id, productId: product.id, quantity: Math.min(999, inCart + quantity), selected: true },
      {
        onSuccess: () => {
          tell({ event: 'Product Added', productId: product.id, sku: sku.code, ...touchParts(product.id) });
          toast(say('store.added'));
          onClose();
        },
        onError: () => toast(say('store.notTaken')),
      },
    );
  };
  return (
    <Sheet
      title={product.name}
      onClose={onClose}
      foot={
        <button
          type="button"
          className="button button-main button-wide"
          onClick={go}
          disabled={sku.available === 0 || change.isPending}
        >
          {say(then === 'now' ? 'store.buyNow' : 'store.addToCart')}
        </button>
      }
    >
      <p>
        <Price
          minor={sku.price * quantity}
          was={sku.listPrice === null ? null : sku.listPrice * quantity}
          currency={product.currency}
          size={24}
        />
      </p>
      {product.skus.length > 1 && (
        <fieldset className="sku-choice">
          <legend className="quiet small">{say('store.sku')}</legend>
          <div className="chips">
            {product.skus.map((one) => (
              <button
                type="button"
                key={one.id}
                className="chip"
                aria-pressed={one.id === skuId}
                disabled={one.available === 0}
                onClick={() => {
                  setSkuId(one.id);
                  setQuantity(1);
                }}
              >
                {one.name || one.code}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <div className="row">
        <span>{say('store.quantity')}</span>
        <Stepper value={quantity} max={Math.min(999, Math.max(1, sku.available))} onChange={setQuantity} />
      </div>
      {sku.available > 0 && sku.available <= 10 && (
        <p className="small price">{say('store.fewLeft', { count: sku.available })}</p>
      )}
    </Sheet>
  );
}
