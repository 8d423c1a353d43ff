import { useState } from 'react';
import { Dialog } from '../../../ui/form/dialog.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { PictureStrip } from './picture-strip.tsx';
import { ProductActs } from './product-acts.tsx';
import { ProductForm } from './product-form.tsx';
import { ReviewReasons, ReviewTag, ShelfTag } from './product-tags.tsx';
import { StockPanel } from './stock-panel.tsx';
import { useProduct } from './use-products.ts';

type Props = {
  /** Null for a new one. */
  readonly id: string | null;
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
};

/** One product: where it stands and what to do next, its pictures, what it says and costs, its stock. */
export function ProductDialog({ id, onMade, onClose }: Props) {
  const say = useSay();
  const { may } = useScope();
  const { data: product, error, refetch } = useProduct(id);
  const mayWrite = may('products:write');
  // The form begins anew after it was saved, and only then: a picture that is added must not undo what was typed.
  const [saves, setSaves] = useState(0);
  return (
    <Dialog shape="wide" title={id === null ? say('products.add') : (product?.name ?? '…')} onClose={onClose}>
      {id === null ? (
        <ProductForm product={null} mayWrite={mayWrite} onSaved={(made) => onMade(made.id)} />
      ) : null}
      {id !== null && !product && error ? <ErrorState error={error} onRetry={refetch} /> : null}
      {id !== null && !product && !error ? <Bones height={56} count={6} /> : null}
      {product ? (
        <div className="form">
          <div className="product-standing">
            <ShelfTag
              product={{
                ...product,
                available: product.skus.reduce((sum, sku) => sum + sku.available, 0),
              }}
            />
            <ReviewTag review={product.review} />
            <span className="product-sold">{say('products.soldCount', { count: product.sold })}</span>
          </div>
          {product.review === 'banned' && product.reviewNote !== null ? (
            <div className="product-reasons" role="status">
              <strong>{say('products.bannedBecause')}</strong> {product.reviewNote}
            </div>
          ) : null}
          <ReviewReasons reasons={product.review === 'rejected' ? product.reviewReasons : []} />
          {mayWrite ? <ProductActs product={product} /> : null}
          <PictureStrip product={product} mayWrite={mayWrite} />
          <ProductForm
            key={saves}
            product={product}
            mayWrite={mayWrite && product.shelf !== 'deleted'}
            onSaved={() => setSaves(saves + 1)}
          />
          <StockPanel product={product} mayWrite={mayWrite} />
        </div>
      ) : null}
    </Dialog>
  );
}
