import type { MarketProductView } from '#shop/contract';
import { useSay } from '../../../../ui/language/language.tsx';
import type { Column } from '../../../../ui/table/data-table.tsx';
import { ProductName } from '../../products/product-name.tsx';
import { ReviewTag } from '../../products/product-tags.tsx';
import { usePriceText } from '../../products/use-price-text.ts';

/** The columns of the market's list: the product, whose it is, what it costs and how it stands. */
export function useMarketColumns(): Column<MarketProductView>[] {
  const say = useSay();
  const price = usePriceText();
  const isNarrow = window.matchMedia('(max-width: 600px)').matches;
  return [
    {
      id: 'name',
      title: say('products.product'),
      width: isNarrow ? 160 : 300,
      fixed: true,
      render: (row) => <ProductName product={row} />,
      cell: (row) => row.name,
    },
    {
      id: 'organization',
      title: say('market.organization'),
      width: 180,
      render: (row) => row.organizationName,
      cell: (row) => row.organizationName,
    },
    {
      id: 'price',
      title: say('products.price'),
      width: 160,
      numeric: true,
      render: price,
      cell: (row) => row.priceFrom,
    },
    {
      id: 'shelf',
      title: say('products.shelf'),
      width: 110,
      render: (row) => (
        <span className={`product-tag product-tag-${row.shelf}`}>{say(`products.shelf.${row.shelf}`)}</span>
      ),
      cell: (row) => row.shelf,
    },
    {
      id: 'review',
      title: say('products.review'),
      width: 110,
      render: (row) => <ReviewTag review={row.review} />,
      cell: (row) => row.review,
    },
    {
      id: 'reason',
      title: say('market.reason'),
      width: 240,
      render: (row) => (row.review === 'banned' ? (row.reviewNote ?? '–') : '–'),
      cell: (row) => (row.review === 'banned' ? row.reviewNote : null),
    },
  ];
}
