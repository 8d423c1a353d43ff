import { IconChevronLeft, IconChevronRight, IconDelete, IconPlus } from '@douyinfe/semi-icons';
import { useRef, useState } from 'react';
import type { ProductView } from '#shop/contract';
import { request } from '../../../ui/api/request.ts';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { useProductKept } from './use-products.ts';

const picturesMax = 9;

/** The pictures in their order, the first being the card's: added, dragged or moved by buttons, removed. */
export function PictureStrip({ product, mayWrite }: { product: ProductView; mayWrite: boolean }) {
  const say = useSay();
  const { keep } = useProductKept();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [dragged, setDragged] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { pictures } = product;
  const act = async (send: () => Promise<ProductView>) => {
    setBusy(true);
    setFailure(null);
    try {
      await keep(await send());
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const add = (files: readonly File[]) =>
    act(async () => {
      let latest = product;
      for (const file of files)
        latest = await request<ProductView>(`/api/products/${product.id}/pictures`, {
          raw: file,
          headers: { 'content-type': 'application/octet-stream' },
        });
      return latest;
    });
  const place = (id: string, to: number) => {
    const rest = pictures.map((picture) => picture.id).filter((one) => one !== id);
    const ids = [...rest.slice(0, to), id, ...rest.slice(to)];
    void act(() =>
      request<ProductView>(`/api/products/${product.id}`, {
        method: 'PATCH',
        body: { version: product.version, pictures: ids },
      }),
    );
  };
  const remove = (id: string) =>
    act(() => request<ProductView>(`/api/products/${product.id}/pictures/${id}`, { method: 'DELETE' }));
  return (
    <section className="form" aria-busy={busy}>
      <strong>{say('products.pictures')}</strong>
      <ul className="product-pictures">
        {pictures.map((picture, at) => (
          <li
            key={picture.id}
            draggable={mayWrite}
            onDragStart={() => setDragged(picture.id)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged && dragged !== picture.id) place(dragged, at);
              setDragged(null);
            }}
          >
            <img src={picture.url} alt={say('products.pictureOf', { count: at + 1, name: product.name })} />
            {mayWrite ? (
              <span className="product-picture-acts">
                <button
                  type="button"
                  className="m-plain"
                  disabled={busy || at === 0}
                  aria-label={say('products.pictureEarlier', { count: at + 1 })}
                  onClick={() => place(picture.id, at - 1)}
                >
                  <IconChevronLeft />
                </button>
                <button
                  type="button"
                  className="m-plain"
                  disabled={busy}
                  aria-label={say('products.pictureRemove', { count: at + 1 })}
                  onClick={() => void remove(picture.id)}
                >
                  <IconDelete />
                </button>
                <button
                  type="button"
                  className="m-plain"
                  disabled={busy || at === pictures.length - 1}
                  aria-label={say('products.pictureLater', { count: at + 1 })}
                  onClick={() => place(picture.id, at + 1)}
                >
                  <IconChevronRight />
                </button>
              </span>
            ) : null}
          </li>
        ))}
        {mayWrite && pictures.length < picturesMax ? (
          <li>
            <button
              type="button"
              className="product-picture-add"
              disabled={busy}
              onClick={() => input.current?.click()}
            >
              <IconPlus />
              {say('products.pictureAdd')}
            </button>
            <input
              ref={input}
              type="file"
              hidden
              multiple
              accept="image/png,image/jpeg,image/webp"
              aria-label={say('products.pictureAdd')}
              onChange={(event) => {
                const files = [...(event.target.files ?? [])].slice(0, picturesMax - pictures.length);
                event.target.value = '';
                if (files.length > 0) void add(files);
              }}
            />
          </li>
        ) : null}
      </ul>
      <p className="field-help">{say('products.pictureHelp')}</p>
      <FormFailure error={failure} />
    </section>
  );
}
