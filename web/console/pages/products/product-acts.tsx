import { Button, Input } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { ProductShelf, ProductView } from '#shop/contract';
import { request } from '../../../ui/api/request.ts';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useUndoToast } from '../../../ui/form/undo-toast.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { useProductKept } from './use-products.ts';

/** The next step of a product: submit it, put it on the shelf now or at an hour, take it off, delete it. */
export function ProductActs({ product }: { product: ProductView }) {
  const say = useSay();
  const toast = useUndoToast();
  const { keep } = useProductKept();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [hour, setHour] = useState('');
  const send = async (verb: string, body: object) => {
    const changed = await request<ProductView>(`/api/products/${product.id}/${verb}`, { body });
    await keep(changed);
    return changed;
  };
  const act = async (verb: string, body: object = {}): Promise<ProductView | null> => {
    setBusy(true);
    setFailure(null);
    try {
      return await send(verb, { version: product.version, ...body });
    } catch (error) {
      setFailure(error);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const shelve = async (shelf: ProductShelf) => {
    const changed = await act('shelf', { shelf });
    if (!changed) return;
    // What comes back from the deleted is off the shelf first, whatever it was before.
    const back: ProductShelf = shelf === 'deleted' ? 'offline' : product.shelf;
    toast(say(`products.moved.${shelf}`, { count: 1 }), () =>
      send('shelf', { version: changed.version, shelf: back }),
    );
  };
  const { review, shelf, saleStartsAt } = product;
  const isListable = review === 'passed' && shelf === 'offline';
  return (
    <div className="form">
      <div className="product-acts">
        {shelf !== 'deleted' && (review === 'unsubmitted' || review === 'rejected') ? (
          <Button theme="solid" loading={busy} onClick={() => void act('submit')}>
            {say('products.submit')}
          </Button>
        ) : null}
        {isListable ? (
          <Button theme="solid" loading={busy} onClick={() => void shelve('online')}>
            {say('products.list')}
          </Button>
        ) : null}
        {shelf === 'online' ? (
          <Button loading={busy} onClick={() => void shelve('offline')}>
            {say('products.unlist')}
          </Button>
        ) : null}
        {shelf === 'deleted' ? (
          <Button loading={busy} onClick={() => void shelve('offline')}>
            {say('products.restore')}
          </Button>
        ) : (
          <Button type="danger" theme="borderless" loading={busy} onClick={() => void shelve('deleted')}>
            {say('products.delete')}
          </Button>
        )}
        {isListable && saleStartsAt === null ? (
          <form
            className="product-hour"
            onSubmit={(event) => {
              event.preventDefault();
              if (hour) void act('schedule', { at: new Date(hour).toISOString() });
            }}
          >
            <Input
              type="datetime-local"
              aria-label={say('products.saleHour')}
              value={hour}
              onChange={setHour}
            />
            <Button htmlType="submit" loading={busy} disabled={!hour}>
              {say('products.schedule')}
            </Button>
          </form>
        ) : null}
        {saleStartsAt === null ? null : (
          <Button loading={busy} onClick={() => void act('schedule', { at: null })}>
            {say('products.unschedule')}
          </Button>
        )}
      </div>
      <FormFailure error={failure} />
    </div>
  );
}
