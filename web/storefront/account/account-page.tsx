import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { AccountHome } from '#content/contract';
import { request } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { Bar } from '../ui/bar.tsx';
import { countText } from '../ui/count-text.ts';
import { GoodsCard } from '../ui/goods-card.tsx';
import { PageFailure, PageWaiting } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { VideoGrid } from './video-grid.tsx';
import './account.css';

/** The home of an account and its shop, as one 号店一体. */
export function AccountPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { say, language } = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const key = ['account', id];
  const home = useQuery({
    queryKey: key,
    queryFn: () => request<AccountHome>(`/api/storefront/accounts/${id}`),
  });
  const follow = useMutation({
    mutationFn: (on: boolean) =>
      request<{ followed: boolean; followers: number }>(`/api/storefront/accounts/${id}/follow`, {
        body: { on },
      }),
    onSuccess: (now) => {
      client.setQueryData(key, (before: AccountHome | undefined) => before && { ...before, ...now });
      void client.invalidateQueries({ queryKey: ['following'] });
    },
    onError: () => toast(say('store.notTaken')),
  });
  if (home.error && !home.data) return <PageFailure error={home.error} again={() => void home.refetch()} />;
  if (!home.data) return <PageWaiting />;
  const { data } = home;
  const figure = (count: number, label: string) => (
    <span>
      <b>{countText(count, language)}</b> {label}
    </span>
  );
  return (
    <>
      <Bar title={data.name} />
      <header className="card account-head">
        <span className="account-face">
          {data.avatar ? <img src={data.avatar} alt="" /> : [...data.name][0]}
        </span>
        <div>
          <b>{data.name}</b>
          <p className="quiet small account-figures">
            {figure(data.followers, say('store.followers', { count: data.followers }))}
            {figure(data.likes, say('store.likes', { count: data.likes }))}
            {figure(data.videoCount, say('store.videos'))}
          </p>
          {data.intro && <p className="small">{data.intro}</p>}
          <span className="chips">
            <button
              type="button"
              className={`button button-small ${data.followed ? '' : 'button-main'}`}
              onClick={() => follow.mutate(!data.followed)}
              disabled={follow.isPending}
            >
              {say(data.followed ? 'store.followed' : 'store.followShort')}
            </button>
            <Link to="/s/$id" params={{ id: data.shop.id }} className="button button-small">
              {say('store.toShop')}
            </Link>
          </span>
        </div>
      </header>
      {data.products.length > 0 && (
        <section>
          <h2 className="section-title">{say('store.showcase')}</h2>
          <div className="goods-grid">
            {data.products.slice(0, 4).map((product) => (
              <GoodsCard key={product.id} product={product} />
            ))}
          </div>
        </section>
      )}
      <h2 className="section-title">{say('store.videos')}</h2>
      {data.videos.length === 0 ? (
        <p className="quiet section-title">{say('store.noVideos')}</p>
      ) : (
        <VideoGrid videos={data.videos} />
      )}
    </>
  );
}
