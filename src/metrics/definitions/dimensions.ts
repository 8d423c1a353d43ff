import { type IdKind, nilUuid, parseId, showId } from '#kernel/ids';
import type { DimensionId } from '../contract.ts';
import type { Bilingual } from './definition.ts';

/**
 * How values of a dimension are written: a shown id, a word of a closed list, or free text. In the store
 * "unknown" and "none" are the empty string or the nil UUID; in answers they are null, in filters "".
 */
export type Dimension = {
  readonly id: DimensionId;
  readonly names: Bilingual;
  readonly values:
    | { readonly kind: 'id'; readonly of: IdKind }
    | { readonly kind: 'word'; readonly words: readonly string[] }
    | { readonly kind: 'text' };
};

const text = { kind: 'text' } as const;
const word = (...words: string[]) => ({ kind: 'word', words }) as const;
const id = (of: IdKind) => ({ kind: 'id', of }) as const;

export const dimensions: Readonly<Record<DimensionId, Dimension>> = {
  brand: { id: 'brand', names: { zh: '品牌', en: 'Brand' }, values: id('brand') },
  shop: { id: 'shop', names: { zh: '店铺', en: 'Shop' }, values: id('shop') },
  account: { id: 'account', names: { zh: '账号', en: 'Account' }, values: id('account') },
  carrier: {
    id: 'carrier',
    names: { zh: '载体', en: 'Carrier' },
    values: word('live', 'short_video', 'product_card', ''),
  },
  source: {
    id: 'source',
    names: { zh: '流量来源', en: 'Traffic source' },
    values: word(
      'feed',
      'search',
      'mall',
      'shop',
      'showcase',
      'follow',
      'campaign',
      'message',
      'outside',
      '',
    ),
  },
  account_type: {
    id: 'account_type',
    names: { zh: '自营/合作', en: 'Self or partner' },
    values: word('self', 'partner', 'none', ''),
  },
  paid: { id: 'paid', names: { zh: '是否付费', en: 'Paid traffic' }, values: word('yes', 'no') },
  plan: { id: 'plan', names: { zh: '投放计划', en: 'Ad plan' }, values: text },
  placement: { id: 'placement', names: { zh: '资源位', en: 'Placement' }, values: id('placement') },
  product: { id: 'product', names: { zh: '商品', en: 'Product' }, values: id('product') },
  sku: { id: 'sku', names: { zh: '规格', en: 'SKU' }, values: text },
  category: { id: 'category', names: { zh: '类目', en: 'Category' }, values: text },
  content: { id: 'content', names: { zh: '内容', en: 'Content' }, values: text },
  room: { id: 'room', names: { zh: '直播间', en: 'Live room' }, values: text },
  creator: { id: 'creator', names: { zh: '达人', en: 'Creator' }, values: text },
  currency: { id: 'currency', names: { zh: '币种', en: 'Currency' }, values: text },
  origin: {
    id: 'origin',
    names: { zh: '订单来源', en: 'Origin' },
    values: word('checkout', 'import', 'event'),
  },
};

export function isDimension(name: string): name is DimensionId {
  return Object.hasOwn(dimensions, name);
}

/** Dimensions whose values belong to one organisation, so that they mean nothing to its peers. */
export const ownDimensions: ReadonlySet<DimensionId> = new Set([
  'brand',
  'shop',
  'account',
  'plan',
  'placement',
  'product',
  'sku',
  'content',
  'room',
  'creator',
]);

/** A value as it is stored, from one as it is shown; null when it cannot be a value of this dimension. */
export function storedValue(dimension: DimensionId, shown: string): string | null {
  const { values } = dimensions[dimension];
  if (values.kind === 'id') return shown === '' ? nilUuid : parseId(values.of, shown);
  if (values.kind === 'word') return values.words.includes(shown) ? shown : null;
  return shown;
}

export function shownValue(dimension: DimensionId, stored: string): string | null {
  if (stored === '' || stored === nilUuid) return null;
  const { values } = dimensions[dimension];
  return values.kind === 'id' ? showId(values.of, stored) : stored;
}

/** The column's type in the store, for bound parameters. */
export function storedType(dimension: DimensionId): 'UUID' | 'String' {
  return dimensions[dimension].values.kind === 'id' ? 'UUID' : 'String';
}
