import { useRef } from 'react';
import type { VideoCard } from '#content/contract';
import type { FeedItem } from '#traffic/contract';
import { request } from '../../ui/api/request.ts';
import { useSay } from '../../ui/language/language.tsx';
import { useToast } from '../ui/toast.tsx';
import { changeVideo } from './feed-state.ts';

type Counts = VideoCard['counts'];

/** What a shopper can do with a video. It shows at once, and is taken back when the server does not take it. */
export function useReactions(item: FeedItem) {
  const say = useSay();
  const toast = useToast();
  const busy = useRef(false);
  const { id, mine, counts, account } = item.video;
  const about = { touch: item.touch };

  const change = (next: Partial<VideoCard>) =>
    changeVideo(id, (now) => ({ ...now, video: { ...now.video, ...next } }));
  const attempt = async (now: Partial<VideoCard>, send: () => Promise<Partial<VideoCard>>) => {
    if (busy.current) return;
    busy.current = true;
    change(now);
    try {
      change(await send());
    } catch {
      change({ mine, counts, account });
      toast(say('store.notTaken'));
    } finally {
      busy.current = false;
    }
  };
  const react = (kind: 'like' | 'favorite', on: boolean) =>
    request<{ counts: Counts }>(`/api/storefront/videos/${id}/reactions`, { body: { kind, on, ...about } });

  return {
    like: () =>
      attempt(
        {
          mine: { ...mine, liked: !mine.liked },
          counts: { ...counts, likes: counts.likes + (mine.liked ? -1 : 1) },
        },
        async () => ({ counts: (await react('like', !mine.liked)).counts }),
      ),
    favorite: () =>
      attempt(
        {
          mine: { ...mine, favorited: !mine.favorited },
          counts: { ...counts, favorites: counts.favorites + (mine.favorited ? -1 : 1) },
        },
        async () => ({ counts: (await react('favorite', !mine.favorited)).counts }),
      ),
    follow: () =>
      attempt({ account: { ...account, followed: !account.followed } }, async () => {
        await request(`/api/storefront/accounts/${account.id}/follow`, {
          body: { on: !account.followed, ...about },
        });
        return {};
      }),
    share: async () => {
      const url = `${window.location.origin}/v/${id}`;
      const shared = navigator.share
        ? await navigator.share({ title: item.video.title, url }).then(
            () => true,
            () => false,
          )
        : await navigator.clipboard.writeText(url).then(
            () => true,
            () => false,
          );
      if (!shared) return;
      if (!navigator.share) toast(say('store.linkCopied'));
      await attempt({ counts: { ...counts, shares: counts.shares + 1 } }, async () =>
        request<{ counts: Counts }>(`/api/storefront/videos/${id}/shares`, { body: about }),
      );
    },
    /** Whether it was taken. */
    dislike: async () => {
      const set = (on: boolean) =>
        request(`/api/storefront/videos/${id}/reactions`, { body: { kind: 'dislike', on, ...about } });
      try {
        await set(true);
        toast(say('store.lessOfThis'), {
          label: say('store.undo'),
          run: () => void set(false).catch(() => toast(say('store.notTaken'))),
        });
        return true;
      } catch {
        toast(say('store.notTaken'));
        return false;
      }
    },
  };
}

export type Reactions = ReturnType<typeof useReactions>;
