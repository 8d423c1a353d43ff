import type { AccountId, VideoId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { FeedContents } from './feed-contents.ts';
import type { FeedAccount, FeedEntry } from './feed-entry.ts';
import { listenToVideos, readAccounts, readPublished } from './feed-store.ts';
import type { PublishedVideos } from './published-videos.ts';

export type FeedIndex = Pick<
  PublishedVideos<FeedEntry>,
  'published' | 'find' | 'numbered' | 'ofAccount' | 'ofCategory'
> & {
  readonly account: (accountId: AccountId) => FeedAccount | undefined;
  /** After this process changed an account’s home; other copies look every few seconds. */
  readonly refreshAccounts: () => Promise<void>;
  /** Resolves once everything published has been read. */
  readonly ready: Promise<void>;
  readonly close: () => Promise<void>;
};

/** Changes of one moment are read together. */
const gatherMs = 20;
/** Names, archived accounts and portraits are not told of; they change rarely and are read this often. */
const accountsMs = 5_000;
const retryMs = 500;

/**
 * All published videos in memory. Reading goes one after the other, so an older answer never overwrites a newer
 * one; what is told while everything is read is read once more behind it.
 */
export function openFeedIndex(records: Records, onError: (error: unknown) => void): FeedIndex {
  const contents = new FeedContents();
  const waiting = new Set<VideoId>();
  let closed = false;
  let everything = true;
  let timer: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();
  let tellReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });

  const readEverything = async (): Promise<void> => {
    const [all, accounts] = await Promise.all([readPublished(records, null), readAccounts(records)]);
    contents.takeEverything(all, accounts);
  };
  const readWaiting = async (): Promise<void> => {
    const ids = [...waiting];
    waiting.clear();
    if (ids.length === 0) return;
    const found = await readPublished(records, ids).catch((error: unknown) => {
      for (const id of ids) waiting.add(id);
      throw error;
    });
    contents.takeVideos(ids, found);
    // An account that is younger than the last look at accounts.
    if (found.some((row) => !contents.account(row.accountId)))
      contents.takeAccounts(await readAccounts(records));
  };
  const read = async (): Promise<void> => {
    timer = undefined;
    if (everything) {
      everything = false;
      waiting.clear();
      await readEverything().catch((error: unknown) => {
        everything = true;
        throw error;
      });
    } else await readWaiting();
    tellReady();
  };
  const schedule = (ms: number): void => {
    if (closed || timer !== undefined) return;
    timer = setTimeout(() => {
      reading = reading.then(read).catch((error: unknown) => {
        if (closed) return;
        onError(error);
        schedule(retryMs);
      });
    }, ms);
  };
  const refreshAccounts = (): Promise<void> => {
    reading = reading
      .then(async () => contents.takeAccounts(await readAccounts(records)))
      .catch((error: unknown) => {
        if (!closed) onError(error);
      });
    return reading;
  };

  const stop = listenToVideos(records, {
    onOpen: () => {
      everything = true;
      schedule(0);
    },
    onVideo: (id) => {
      waiting.add(id);
      schedule(gatherMs);
    },
    onError,
  });
  const looking = setInterval(() => void refreshAccounts(), accountsMs);

  const { videos, account } = contents;
  return {
    published: videos.published,
    find: videos.find,
    numbered: videos.numbered,
    ofAccount: videos.ofAccount,
    ofCategory: videos.ofCategory,
    account,
    refreshAccounts,
    ready,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      clearInterval(looking);
      await stop();
      await reading;
    },
  };
}
