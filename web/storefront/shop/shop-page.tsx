import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { StorefrontShop } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { useSay } from '../../ui/language/language.tsx';
import { Banner } from '../banner/banner.tsx';
import { Bar } from '../ui/bar.tsx';
import { GoodsCard } from '../ui/goods-card.tsx';
import { Empty, PageFailure, PageWaiting } from '../ui/states.tsx';

export function ShopPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const say = useSay();
  const shop = useInfiniteQuery({
    queryKey: ['shop', id],
    queryFn: ({ pageParam }) =>
      request<StorefrontShop>(`/api/storefront/shops/${id}${pageParam ? `?cursor=${pageParam}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  if (shop.error && !shop.data) return <PageFailure error={shop.error} again={() => void shop.refetch()} />;
  const [first] = shop.data?.pages ?? [];
  if (!first) return <PageWaiting />;
  const products = shop.data?.pages.flatMap((page) => page.products) ?? [];
  return (
    <>
      <Bar title={first.name}>
        {first.accountId && (
          <Link to="/a/$id" params={{ id: first.accountId }} className="button button-small">
            {say('store.toAccount')}
          </Link>
        )}
      </Bar>
      <Banner shopId={id} />
      {products.length === 0 && (
        <Empty
          title={say('store.shopEmpty')}
          text={say('store.shopEmptyText')}
          to="/"
          action={say('store.toFeed')}
        />
      )}
      <div className="goods-grid">
        {products.map((product) => (
          <GoodsCard key={product.id} product={product} />
        ))}
      </div>
      {shop.hasNextPage && (
        <p style={{ textAlign: 'center' }}>
          <button
            type="button"
            className="button"
            onClick={() => void shop.fetchNextPage()}
            disabled={shop.isFetchingNextPage}
          >
            {say('store.showMore')}
          </button>
        </p>
      )}
    </>
  );
}
