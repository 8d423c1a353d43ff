import type { AccountId, OrganizationId, ShopId } from '#kernel/ids';
import type { FeedVideo } from '../../content-door.ts';

/** An account as its videos show it. */
export type FeedAccount = {
  readonly id: AccountId;
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly accountType: string;
  readonly shopId: ShopId;
  readonly shopName: string;
  readonly intro: string;
  readonly avatarKey: string | null;
};

/** What a video is beside its account, as it is read. */
export type FeedRow = Omit<
  FeedVideo,
  'number' | 'accountNumber' | 'productNumbers' | 'shopId' | 'accountType'
> & {
  readonly title: string;
  readonly fileKey: string;
  readonly posterKey: string | null;
  readonly width: number;
  readonly height: number;
};

/** What is kept of a published video: the feed's view of it and what its card says that never needs a look-up. */
export type FeedEntry = FeedVideo & FeedRow & { readonly account: FeedAccount };
