import type { AccountId, VideoId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { FeedAccount, FeedEntry, FeedRow } from './feed-entry.ts';
import { listenToVideos, readAccounts, readPublished } from './feed-store.ts';

export type FeedIndex = {
  readonly published: () => readonly FeedEntry[];
  readonly find: (videoId: VideoId) => FeedEntry | undefined;
  readonly account: (accountId: AccountId) => FeedAccount | undefined;
  /** The newest first. */
  readonly ofAccount: (accountId: AccountId) => readonly FeedEntry[];
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
  const rows = new Map<VideoId, FeedRow>();
  const waiting = new Set<VideoId>();
  let accounts = new Map<AccountId, FeedAccount>();
  let view = viewOf([], accounts);
  let closed = false;
  let everything = true;
  let timer: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();
  let tellReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });

  const read = async (): Promise<void> => {
    timer = undefined;
    if (everything) {
      everything = false;
      waiting.clear();
      const [all, known] = await Promise.all([readPublished(records, null), readAccounts(records)]).catch(
        (error: unknown) => {
          everything = true;
          throw error;
        },
      );
      rows.clear();
      for (const row of all) rows.set(row.id, row);
      accounts = new Map(known.map((account) => [account.id, account]));
    } else {
      const ids = [...waiting];
      waiting.clear();
      if (ids.length === 0) return;
      const found = await readPublished(records, ids).catch((error: unknown) => {
        for (const id of ids) waiting.add(id);
        throw error;
      });
      for (const id of ids) rows.delete(id);
      for (const row of found) rows.set(row.id, row);
      // An account that is younger than the last look at accounts.
      if (found.some((row) => !accounts.has(row.accountId)))
        accounts = new Map((await readAccounts(records)).map((account) => [account.id, account]));
    }
    view = viewOf(rows.values(), accounts);
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
      .then(async () => {
        const known = new Map((await readAccounts(records)).map((account) => [account.id, account]));
        if (isSame(known, accounts)) return;
        accounts = known;
        view = viewOf(rows.values(), accounts);
      })
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

  return {
    published: () => view.published,
    find: (id) => view.byId.get(id),
    account: (id) => accounts.get(id),
    ofAccount: (id) => view.ofAccount(id),
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

/** What is asked of the index, made anew after a change; a video of an archived account is in none of it. */
function viewOf(rows: Iterable<FeedRow>, accounts: ReadonlyMap<AccountId, FeedAccount>) {
  const published: FeedEntry[] = [];
  for (const row of rows) {
    const account = accounts.get(row.accountId);
    if (account)
      published.push({ ...row, shopId: account.shopId, accountType: account.accountType, account });
  }
  published.sort((a, b) => b.publishedAtMs - a.publishedAtMs || (a.id < b.id ? 1 : -1));
  const byId = new Map(published.map((entry) => [entry.id, entry]));
  let byAccount: Map<AccountId, FeedEntry[]> | undefined;
  return {
    published,
    byId,
    ofAccount: (id: AccountId): readonly FeedEntry[] => {
      byAccount ??= Map.groupBy(published, ({ accountId }) => accountId);
      return byAccount.get(id) ?? [];
    },
  };
}

function isSame(a: ReadonlyMap<AccountId, FeedAccount>, b: ReadonlyMap<AccountId, FeedAccount>): boolean {
  if (a.size !== b.size) return false;
  for (const [id, account] of a) if (JSON.stringify(account) !== JSON.stringify(b.get(id))) return false;
  return true;
}
