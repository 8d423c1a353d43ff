import type { MarketProductView } from '#shop/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import type { Column } from '../../../../ui/table/data-table.tsx';
import { ReviewTag } from '../../products/product-tags.tsx';

/** The columns of the market's list: the product, whose it is, what it costs and how it stands. */
export function useMarketColumns(): Column<MarketProductView>[] {
  const { say } = useLanguage();
  const price = usePriceText();
  const isNarrow = window.matchMedia('(max-width: 600px)').matches;
  return [
    {
      id: 'name',
      title: say('products.product'),
      width: isNarrow ? 160 : 300,
      fixed: true,
      render: (row) => (
        <span className="product-name">
          {row.picture ? <img src={row.picture} alt="" loading="lazy" /> : <span className="product-blank" />}
          <span>
            <strong>{row.name}</strong>
            <small>
              {row.shopName}
              {row.simulated ? ` · ${say('products.simulated')}` : ''}
            </small>
          </span>
        </span>
      ),
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

/** What a product costs, from its cheapest SKU to its dearest. */
export function usePriceText() {
  const { language } = useLanguage();
  return ({ priceFrom, priceTo, currency }: MarketProductView): string => {
    if (priceFrom === null || priceTo === null) return '–';
    const money = (value: number) => fullNumber(value, { unit: 'money', currency, language });
    return priceFrom === priceTo ? money(priceFrom) : `${money(priceFrom)} – ${money(priceTo)}`;
  };
}
