import { Button, TextArea } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { ProductView } from '#shop/contract';
import { request } from '../../../ui/api/request.ts';
import { Field } from '../../../ui/form/field.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { PlainSelect } from '../../../ui/form/plain-select.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { complaintsOf, draftOf, emptySku, type SkuDraft, skusFrom } from './sku-drafts.ts';
import { SkuTable } from './sku-table.tsx';
import { useProductKept } from './use-products.ts';

type Props = {
  readonly product: ProductView | null;
  readonly mayWrite: boolean;
  readonly onSaved: (product: ProductView) => void;
};

/** What a product says, and its SKUs with their prices. */
export function ProductForm({ product, mayWrite, onSaved }: Props) {
  const say = useSay();
  const { structure } = useScope();
  const { keep } = useProductKept();
  const [showsComplaints, showComplaints] = useState(false);
  const shops = structure.shops
    .filter((shop) => !shop.archived)
    .toSorted((a, b) => Number(b.platform === 'meadow') - Number(a.platform === 'meadow'));
  const currencyOf = (shopId: string) =>
    product?.currency ?? shops.find(({ id }) => id === shopId)?.currency ?? 'CNY';
  const form = useForm({
    ...(product ? {} : { draft: 'product' }),
    initial: {
      shopId: product?.shopId ?? shops[0]?.id ?? '',
      name: product?.name ?? '',
      sellingPoint: product?.sellingPoint ?? '',
      category: product?.category ?? '',
      description: product?.description ?? '',
      skus: (product
        ? product.skus.map((sku) => draftOf(sku, product.currency))
        : [emptySku()]) as readonly SkuDraft[],
    },
    check: ({ name, shopId, skus }) => {
      showComplaints(true);
      return {
        shopId: shopId ? undefined : 'form.required',
        name: name.trim() ? undefined : 'form.required',
        skus: complaintsOf(skus, currencyOf(shopId)).size === 0 ? undefined : 'products.skusWrong',
      };
    },
    send: async ({ shopId, skus, category, ...texts }) => {
      const body = { ...texts, category: category.trim() || null, skus: skusFrom(skus, currencyOf(shopId)) };
      const saved = product
        ? await request<ProductView>(`/api/products/${product.id}`, {
            method: 'PATCH',
            body: { ...body, version: product.version },
          })
        : await request<ProductView>('/api/products', { body: { ...body, shopId } });
      await keep(saved);
      onSaved(saved);
    },
  });
  const { values, errors } = form;
  const currency = currencyOf(values.shopId);
  return (
    <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
      {product ? null : (
        <Field
          id={form.idOf('shopId')}
          label={say('products.shop')}
          error={errors.shopId}
          help={say('products.shopHelp')}
        >
          <PlainSelect
            id={form.idOf('shopId')}
            value={values.shopId || null}
            options={shops.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(value) => form.set('shopId', value)}
          />
        </Field>
      )}
      <TextField
        id={form.idOf('name')}
        label={say('products.name')}
        help={say('products.nameHelp')}
        maxLength={120}
        disabled={!mayWrite}
        value={values.name}
        error={errors.name}
        onChange={(value) => form.set('name', value)}
      />
      <div className="form-row">
        <TextField
          id={form.idOf('sellingPoint')}
          label={say('products.sellingPoint')}
          help={say('products.sellingPointHelp')}
          maxLength={120}
          disabled={!mayWrite}
          value={values.sellingPoint}
          error={errors.sellingPoint}
          onChange={(value) => form.set('sellingPoint', value)}
        />
        <TextField
          id={form.idOf('category')}
          label={say('products.category')}
          help={say('products.categoryHelp')}
          maxLength={200}
          disabled={!mayWrite}
          value={values.category}
          error={errors.category}
          onChange={(value) => form.set('category', value)}
        />
      </div>
      <Field id={form.idOf('description')} label={say('products.description')} error={errors.description}>
        <TextArea
          id={form.idOf('description')}
          autosize={{ minRows: 3, maxRows: 12 }}
          maxLength={10_000}
          disabled={!mayWrite}
          value={values.description}
          onChange={(value) => form.set('description', value)}
        />
      </Field>
      <SkuTable
        id={form.idOf('skus')}
        currency={currency}
        skus={values.skus}
        complaints={showsComplaints ? complaintsOf(values.skus, currency) : new Map()}
        error={errors.skus}
        mayWrite={mayWrite}
        onChange={(skus) => form.set('skus', skus)}
      />
      <FormFailure error={form.failure} />
      {mayWrite ? (
        <div className="form-actions">
          <Button htmlType="submit" theme={product ? 'light' : 'solid'} loading={form.busy}>
            {say(product ? 'form.save' : 'products.create')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
