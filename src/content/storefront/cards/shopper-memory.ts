import type { ShopperId } from '#kernel/ids';
import { Gathering } from '#platform/gathering';
import { BriefMemory } from '#platform/memory';
import type { Records } from '#platform/records';
import { type FollowsAndDislikes, readFollowsAndDislikes } from './mine-store.ts';

/** What another copy of the server wrote is seen within this time. */
const lifeMs = 1_000;
const shoppersMax = 20_000;
const batchMax = 200;

/** What a shopper follows and dislikes, which every request of theirs asks for. */
export function openShopperMemory(records: Records) {
  const lookUps = new Gathering((ids: readonly ShopperId[]) => readFollowsAndDislikes(records, ids), {
    batchMax,
  });
  const memory = new BriefMemory<FollowsAndDislikes>({ lifeMs, sizeMax: shoppersMax });
  const find = (id: ShopperId) => memory.get(id, () => lookUps.ask(id));
  return {
    /** In the order of following, the latest first. */
    followsOf: async (id: ShopperId) => (await find(id)).follows,
    dislikesOf: async (id: ShopperId) => (await find(id)).dislikes,
    /** After this process changed either. */
    forget: (id: ShopperId) => memory.forget(id),
  };
}

export type ShopperMemory = ReturnType<typeof openShopperMemory>;
