import { useSay } from '../../../ui/language/language.tsx';

type Named = {
  readonly name: string;
  readonly picture: string | null;
  readonly shopName: string;
  readonly simulated: boolean;
};

/** A product in a list: its picture, its name, and the shop that sells it. */
export function ProductName({ product }: { readonly product: Named }) {
  const say = useSay();
  return (
    <span className="product-name">
      {product.picture ? (
        <img src={product.picture} alt="" loading="lazy" />
      ) : (
        <span className="product-blank" />
      )}
      <span>
        <strong>{product.name}</strong>
        <small>
          {product.shopName}
          {product.simulated ? ` · ${say('products.simulated')}` : ''}
        </small>
      </span>
    </span>
  );
}
