import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { BulkShelved, ProductRow, ProductShelf } from '#shop/contract';
import { request } from '../../../ui/api/request.ts';
import { useUndoToast } from '../../../ui/form/undo-toast.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { useProductKept } from './use-products.ts';

type Move = { readonly id: string; readonly version: number };

/** What can be done with the chosen products at once, each by itself, and taken back. */
export function BulkBar({ chosen, onDone }: { chosen: readonly ProductRow[]; onDone: () => void }) {
  const say = useSay();
  const toast = useUndoToast();
  const { refresh } = useProductKept();
  const [busy, setBusy] = useState(false);
  const send = async (shelf: ProductShelf, products: readonly Move[]) => {
    const told = await request<BulkShelved>('/api/products/shelf', {
      body: { shelf, products: products.map(({ id, version }) => ({ id, version })) },
    });
    await refresh();
    return told;
  };
  const act = async (shelf: ProductShelf) => {
    setBusy(true);
    try {
      const told = await send(shelf, chosen.slice(0, 100));
      const undo = async () => {
        for (const before of new Set(told.done.map(({ shelfBefore }) => shelfBefore)))
          await send(
            before,
            told.done.filter(({ shelfBefore }) => shelfBefore === before),
          );
      };
      if (told.done.length > 0) toast(say(`products.moved.${shelf}`, { count: told.done.length }), undo);
      if (told.refused.length > 0)
        Toast.warning({
          duration: 8,
          content: say('products.notMoved', {
            count: told.refused.length,
            why:
              told.refused[0]?.code === 'stale_version' ? say('products.stale') : say('products.notPassed'),
          }),
        });
      onDone();
    } catch {
      Toast.error(say('products.failed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="product-bulk" aria-label={say('products.bulk')}>
      <strong>{say('products.chosen', { count: chosen.length })}</strong>
      <Button loading={busy} onClick={() => void act('online')}>
        {say('products.list')}
      </Button>
      <Button loading={busy} onClick={() => void act('offline')}>
        {say('products.unlist')}
      </Button>
      <Button theme="borderless" onClick={onDone}>
        {say('products.chooseNone')}
      </Button>
    </section>
  );
}
