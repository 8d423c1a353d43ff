import type { OrganizationId, PlacementId, ShopId } from '#kernel/ids';
import type { BannerTone, PlacementKind } from '../placements/placement.ts';

/** A placement as servers hold it; raw ids. */
export type ServedPlacement = {
  readonly placementId: PlacementId;
  readonly organizationId: OrganizationId;
  readonly shopId: ShopId;
  readonly shopName: string;
  readonly kind: PlacementKind;
  /** Of the feed what is shown, of a banner what it leads to; with neither it leads to the shop. */
  readonly videoId: string | null;
  readonly productId: string | null;
  readonly title: string | null;
  readonly tone: BannerTone | null;
  /** File of the picture of the product or video that a banner leads to. */
  readonly pictureKey: string | null;
  readonly audience: 'all' | 'group';
  readonly groups: readonly string[];
  readonly groupsExcluded: readonly string[];
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly perDay: number;
  readonly priority: number;
  /** Of the brand: its days are counted in it. */
  readonly zone: string;
  /** Approved, and what it shows is there and may be sold. */
  readonly isOn: boolean;
};
