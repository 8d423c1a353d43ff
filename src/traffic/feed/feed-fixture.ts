import { asId } from '#kernel/ids';
import type { FeedVideo } from './feed-video.ts';

export type GivenVideo = Partial<Pick<FeedVideo, 'category' | 'publishedAtMs'>> & {
  readonly id: string;
  readonly accountId?: string;
  readonly productIds?: readonly string[];
};

let counted = 0;
const numbered: string[] = [];
function numberOf(name: string): number {
  const known = numbered.indexOf(name);
  return known < 0 ? numbered.push(name) - 1 : known;
}

/** A published video for tests, with short names for ids; what does not matter is filled in. */
export const feedVideo = ({ id, accountId, productIds, ...given }: GivenVideo): FeedVideo => ({
  id: asId('video', id),
  number: counted++,
  organizationId: asId('organization', 'o1'),
  shopId: asId('shop', 's1'),
  accountId: asId('account', accountId ?? 'a1'),
  accountNumber: numberOf(accountId ?? 'a1'),
  accountType: 'self',
  kind: 'selling',
  category: 'tea',
  productIds: (productIds ?? []).map((product) => asId('product', product)),
  productNumbers: (productIds ?? []).map(numberOf),
  durationMs: 10_000,
  publishedAtMs: 0,
  simulated: false,
  ...given,
});
