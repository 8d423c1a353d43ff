import { Button, Input } from '@douyinfe/semi-ui-19';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProductRow } from '#shop/contract';
import { withQuery } from '../../../ui/api/pages.ts';
import { request } from '../../../ui/api/request.ts';
import { Field } from '../../../ui/form/field.tsx';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';

type Product = Pick<ProductRow, 'id' | 'name'> & Partial<Pick<ProductRow, 'picture'>>;
type Props = {
  readonly id: string;
  readonly value: readonly string[];
  readonly error: string | undefined;
  /** Products of one shop only. */
  readonly shopId?: string;
  readonly help?: string;
  readonly onChange: (ids: readonly string[]) => void;
};

const most = 20;

/** Products in an order, such as the cards of a video: found by name, added, moved up, taken out. */
export function ProductPicker({ id, value, error, shopId, help, onChange }: Props) {
  const say = useSay();
  const { may } = useScope();
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: ['products', 'picker', shopId, search],
    enabled: may('products:read'),
    queryFn: async ({ signal }) =>
      (
        await request<{ items: Product[] }>(withQuery('/api/products', { search, shopId, limit: '8' }), {
          signal,
        })
      ).items,
  });
  const chosen = useQuery({
    queryKey: ['products', 'chosen', ...value],
    enabled: value.length > 0 && may('products:read'),
    queryFn: ({ signal }) =>
      Promise.all(
        value.map((one) => request<Product>(`/api/products/${encodeURIComponent(one)}`, { signal })),
      ),
  });
  const nameOf = (one: string) =>
    [...(chosen.data ?? []), ...(found.data ?? [])].find((product) => product.id === one)?.name ?? one;
  const offered = (found.data ?? []).filter((product) => !value.includes(product.id));
  return (
    <Field id={id} label={say('videos.products')} help={help ?? say('videos.productsHelp')} error={error}>
      <ol className="video-products">
        {value.map((one, at) => (
          <li key={one}>
            <span>{nameOf(one)}</span>
            {at > 0 ? (
              <Button
                size="small"
                theme="borderless"
                aria-label={say('videos.productUp', { name: nameOf(one) })}
                onClick={() => onChange(value.with(at, value[at - 1] ?? one).with(at - 1, one))}
              >
                ↑
              </Button>
            ) : null}
            <Button
              size="small"
              theme="borderless"
              aria-label={say('videos.productOut', { name: nameOf(one) })}
              onClick={() => onChange(value.filter((other) => other !== one))}
            >
              ✕
            </Button>
          </li>
        ))}
      </ol>
      <Input
        id={id}
        aria-describedby={`${id}-note`}
        placeholder={say('videos.productSearch')}
        value={search}
        disabled={value.length >= most || !may('products:read')}
        onChange={setSearch}
      />
      {offered.length > 0 && value.length < most ? (
        <ul className="video-found">
          {offered.map((product) => (
            <li key={product.id}>
              <button type="button" className="m-plain" onClick={() => onChange([...value, product.id])}>
                {product.picture ? <img src={product.picture} alt="" /> : null}
                <span>{product.name}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {found.data?.length === 0 ? <p className="field-help">{say('videos.noProducts')}</p> : null}
    </Field>
  );
}
