import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FollowingView } from '#content/contract';
import { request } from '../../ui/api/request.ts';
import { useSay } from '../../ui/language/language.tsx';
import { Bar } from '../ui/bar.tsx';
import { Empty, Failure, Waiting } from '../ui/states.tsx';
import { VideoGrid } from './video-grid.tsx';
import './account.css';

export function FollowingPage() {
  const say = useSay();
  const following = useQuery({
    queryKey: ['following'],
    queryFn: () => request<FollowingView>('/api/storefront/following'),
    staleTime: 0,
  });
  if (following.error && !following.data)
    return <Failure error={following.error} again={() => void following.refetch()} />;
  if (!following.data) return <Waiting />;
  const { accounts, videos } = following.data;
  if (accounts.length === 0)
    return (
      <Empty
        title={say('store.followNobody')}
        text={say('store.followNobodyText')}
        to="/"
        action={say('store.toFeed')}
      />
    );
  return (
    <>
      <Bar title={say('store.following')} back={false} />
      <ul className="faces" aria-label={say('store.accounts')}>
        {accounts.map((account) => (
          <li key={account.id}>
            <Link to="/a/$id" params={{ id: account.id }}>
              <span className="account-face">
                {account.avatar ? <img src={account.avatar} alt="" /> : [...account.name][0]}
              </span>
              <span className="small">{account.name}</span>
            </Link>
          </li>
        ))}
      </ul>
      <VideoGrid videos={videos} />
    </>
  );
}
