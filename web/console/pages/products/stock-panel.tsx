import { Button, Input } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProductView, SkuView, StockChange, StockPut } from '#shop/contract';
import { usePages } from '../../../ui/api/pages.ts';
import { request } from '../../../ui/api/request.ts';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { PlainSelect } from '../../../ui/form/plain-select.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { Moment } from '../../../ui/metric/moment.tsx';
import { useProductKept } from './use-products.ts';

const reasons = ['received', 'counted', 'damaged'] as const;
type Reason = (typeof reasons)[number];

/** What is there of each SKU, how it came to be so, and how to move it. */
export function StockPanel({ product, mayWrite }: { product: ProductView; mayWrite: boolean }) {
  const say = useSay();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section className="form">
      <strong>{say('products.stock')}</strong>
      {product.skus.map((sku) => (
        <div key={sku.id} className="stock">
          <div className="stock-line">
            <span className="stock-name">{sku.name || sku.code}</span>
            <span>{say('products.stockLine', { available: sku.available, reserved: sku.reserved })}</span>
            <Button
              size="small"
              aria-expanded={open === sku.id}
              onClick={() => setOpen(open === sku.id ? null : sku.id)}
            >
              {say('products.stockOpen')}
            </Button>
          </div>
          {open === sku.id ? <SkuStock product={product} sku={sku} mayWrite={mayWrite} /> : null}
        </div>
      ))}
    </section>
  );
}

type SkuStockProps = { readonly product: ProductView; readonly sku: SkuView; readonly mayWrite: boolean };

function SkuStock({ product, sku, mayWrite }: SkuStockProps) {
  const say = useSay();
  const client = useQueryClient();
  const { keep } = useProductKept();
  const path = `/api/products/${product.id}/skus/${sku.id}/stock`;
  const history = usePages<StockChange>(['stock', sku.id], path);
  const [reason, setReason] = useState<Reason>('received');
  const [quantity, setQuantity] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isNumber = /^\d{1,7}$/.test(quantity) && (reason === 'counted' || Number(quantity) > 0);
  const send = async () => {
    const amount = Number(quantity);
    const body: StockPut =
      reason === 'counted' ? { reason, quantity: amount, seen: sku.onHand } : { reason, quantity: amount };
    setBusy(true);
    setFailure(null);
    try {
      await keep(await request<ProductView>(path, { body }));
      await client.invalidateQueries({ queryKey: ['stock', sku.id] });
      setQuantity('');
    } catch (error) {
      setFailure(error);
      await client.invalidateQueries({ queryKey: ['product', product.id] });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stock-open">
      {mayWrite ? (
        <form
          className="stock-move"
          onSubmit={(event) => {
            event.preventDefault();
            if (isNumber) void send();
          }}
        >
          <PlainSelect
            aria-label={say('products.stockReason')}
            value={reason}
            options={reasons.map((value) => ({ value, label: say(`products.stock.${value}`) }))}
            onChoose={setReason}
          />
          <Input
            aria-label={say(`products.stockQuantity.${reason === 'counted' ? 'counted' : 'moved'}`)}
            placeholder={say(`products.stockQuantity.${reason === 'counted' ? 'counted' : 'moved'}`)}
            inputMode="numeric"
            value={quantity}
            onChange={setQuantity}
          />
          <Button htmlType="submit" loading={busy} disabled={!isNumber}>
            {say('products.stockMove')}
          </Button>
        </form>
      ) : null}
      <FormFailure error={failure} />
      {history.items?.length === 0 ? <p className="field-help">{say('products.stockNone')}</p> : null}
      <ol className="stock-history">
        {history.items?.map((change) => (
          <li key={change.id}>
            <Moment at={change.at} />
            <span>{say(`products.stock.${change.reason}`)}</span>
            <strong className="number">{change.change > 0 ? `+${change.change}` : change.change}</strong>
            <span className="number">{say('products.stockAfter', { count: change.onHandAfter })}</span>
            <span>{change.actor}</span>
          </li>
        ))}
      </ol>
      {history.more ? (
        <Button size="small" loading={history.moreLoading} onClick={history.more}>
          {say('table.more')}
        </Button>
      ) : null}
    </div>
  );
}
