import type { AccountId, ShopperId, VideoId } from '#kernel/ids';
import { BriefMemory } from '#platform/memory';
import type { Records } from '#platform/records';
import { readDislikes, readFollows } from './mine-store.ts';

/** What another copy of the server wrote is seen within this time. */
const lifeMs = 1_000;
const shoppersMax = 20_000;

/** What a shopper follows and dislikes, which every request of theirs asks for. */
export function openShopperMemory(records: Records) {
  const follows = new BriefMemory<ReadonlySet<AccountId>>({ lifeMs, sizeMax: shoppersMax });
  const dislikes = new BriefMemory<ReadonlySet<VideoId>>({ lifeMs, sizeMax: shoppersMax });
  return {
    /** In the order of following, the latest first. */
    followsOf: (id: ShopperId) => follows.get(id, async () => new Set(await readFollows(records, id))),
    dislikesOf: (id: ShopperId) => dislikes.get(id, async () => new Set(await readDislikes(records, id))),
    /** After this process changed either. */
    forget: (id: ShopperId) => {
      follows.forget(id);
      dislikes.forget(id);
    },
  };
}

export type ShopperMemory = ReturnType<typeof openShopperMemory>;
