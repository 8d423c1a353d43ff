import { Checkbox } from '@douyinfe/semi-ui-19';
import type { ProductRow } from '#shop/contract';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import type { Column } from '../../../ui/table/data-table.tsx';
import { ProductName } from './product-name.tsx';
import { ReviewTag, ShelfTag } from './product-tags.tsx';
import { usePriceText } from './use-price-text.ts';

type Options = {
  readonly chosen: ReadonlyMap<string, ProductRow>;
  readonly onChoose: ((row: ProductRow) => void) | null;
};

/** The columns of the list of products. */
export function useProductColumns({ chosen, onChoose }: Options): Column<ProductRow>[] {
  const { say, language } = useLanguage();
  const price = usePriceText();
  const count = (value: number) => fullNumber(value, { unit: 'count', currency: 'CNY', language });
  // On a phone the kept columns must leave room for the others to pass by.
  const isNarrow = window.matchMedia('(max-width: 600px)').matches;
  const choose: Column<ProductRow> = {
    id: 'choose',
    title: '',
    width: 44,
    ...(isNarrow ? {} : { fixed: true }),
    render: (row) => (
      <Checkbox
        aria-label={say('products.choose', { name: row.name })}
        checked={chosen.has(row.id)}
        onChange={() => onChoose?.(row)}
      />
    ),
    cell: () => '',
  };
  return [
    ...(onChoose ? [choose] : []),
    {
      id: 'name',
      title: say('products.product'),
      width: isNarrow ? 140 : 260,
      fixed: true,
      render: (row) => <ProductName product={row} />,
      cell: (row) => row.name,
    },
    {
      id: 'price',
      title: say('products.price'),
      width: 150,
      numeric: true,
      render: price,
      cell: (row) => row.priceFrom,
    },
    {
      id: 'stock',
      title: say('products.available'),
      width: 96,
      numeric: true,
      render: (row) => count(row.available),
      cell: (row) => row.available,
    },
    {
      id: 'sold',
      title: say('products.sold'),
      width: 90,
      numeric: true,
      render: (row) => count(row.sold),
      cell: (row) => row.sold,
    },
    {
      id: 'shelf',
      title: say('products.shelf'),
      width: 170,
      render: (row) => <ShelfTag product={row} />,
      cell: (row) => row.shelf,
    },
    {
      id: 'review',
      title: say('products.review'),
      width: 120,
      render: (row) => <ReviewTag review={row.review} />,
      cell: (row) => row.review,
    },
    {
      id: 'skus',
      title: say('products.skus'),
      width: 70,
      numeric: true,
      hiddenAtFirst: true,
      render: (row) => row.skus,
      cell: (row) => row.skus,
    },
    {
      id: 'category',
      title: say('products.category'),
      width: 140,
      hiddenAtFirst: true,
      render: (row) => row.category ?? '–',
      cell: (row) => row.category,
    },
  ];
}
