import type { Feed, FeedVideo } from '../../content-door.ts';

/** From so many changes at once on, sorting all anew is quicker than finding each one's place. */
const fewMax = 500;

/**
 * Published videos in the orders in which they are asked for, each the newest first. Changing a few of a hundred
 * thousand copies a list of pointers and looks at no other video. Lists that were handed out never change.
 */
export class PublishedVideos<Video extends FeedVideo = FeedVideo> implements Feed {
  readonly #byId = new Map<string, Video>();
  readonly #byNumber: (Video | undefined)[] = [];
  readonly #byAccount = new Map<string, readonly Video[]>();
  readonly #byCategory = new Map<string, readonly Video[]>();
  #newest: readonly Video[] = [];

  constructor(videos: readonly Video[] = []) {
    this.change([], videos);
  }

  published = (): readonly Video[] => this.#newest;
  find = (videoId: string): Video | undefined => this.#byId.get(videoId);
  numbered = (number: number): Video | undefined => this.#byNumber[number];
  ofAccount = (accountId: string): readonly Video[] => this.#byAccount.get(accountId) ?? [];
  ofCategory = (category: string): readonly Video[] => this.#byCategory.get(category) ?? [];

  /** Takes videos out by id, and puts videos in; one that is there already is replaced. */
  change(gone: Iterable<string>, come: readonly Video[]): void {
    const leaving = new Set([...gone, ...come.map(({ id }) => id)]);
    const left = [...leaving].flatMap((id) => this.#byId.get(id) ?? []);
    if (left.length === 0 && come.length === 0) return;
    for (const { id, number } of left) {
      this.#byId.delete(id);
      this.#byNumber[number] = undefined;
    }
    for (const video of come) {
      this.#byId.set(video.id, video);
      this.#byNumber[video.number] = video;
    }
    if (left.length + come.length > fewMax) this.#orderAll();
    else this.#orderFew(left, come);
  }

  #orderAll(): void {
    const newest = [...this.#byId.values()].sort(newestFirst);
    this.#newest = newest;
    refill(
      this.#byAccount,
      Map.groupBy(newest, ({ accountId }) => accountId),
    );
    refill(
      this.#byCategory,
      Map.groupBy(newest, ({ category }) => category ?? ''),
    );
  }

  #orderFew(left: readonly Video[], come: readonly Video[]): void {
    const newest = this.#newest.slice();
    for (const video of left) {
      newest.splice(placeOf(newest, video), 1);
      changeList(this.#byAccount, video.accountId, (list) => list.splice(placeOf(list, video), 1));
      changeList(this.#byCategory, video.category ?? '', (list) => list.splice(placeOf(list, video), 1));
    }
    for (const video of come) {
      newest.splice(placeOf(newest, video), 0, video);
      changeList(this.#byAccount, video.accountId, (list) => list.splice(placeOf(list, video), 0, video));
      changeList(this.#byCategory, video.category ?? '', (list) =>
        list.splice(placeOf(list, video), 0, video),
      );
    }
    this.#newest = newest;
  }
}

/** Of the same moment the later id first, so that the order is the same on every copy of the server. */
function newestFirst(one: FeedVideo, other: FeedVideo): number {
  return other.publishedAtMs - one.publishedAtMs || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0);
}

/** Where it stands in the list, or would stand. */
function placeOf(list: readonly FeedVideo[], video: FeedVideo): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (newestFirst(list[middle] as FeedVideo, video) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function changeList<Video>(
  lists: Map<string, readonly Video[]>,
  key: string,
  change: (list: Video[]) => void,
): void {
  const list = lists.get(key)?.slice() ?? [];
  change(list);
  if (list.length > 0) lists.set(key, list);
  else lists.delete(key);
}

function refill<Value>(map: Map<string, Value>, entries: ReadonlyMap<string, Value>): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
