import { showId } from '#kernel/ids';
import { standingOf } from '../placements/placement.ts';
import type { MarketPlacementView, PlacementView } from '../placements/placement-shapes.ts';
import type { GroupOfPlacement, PlacementRow } from '../placements/placement-store.ts';

const mediaUrl = (fileKey: string): string => `/media/${fileKey}`;

export function showPlacement(row: PlacementRow, nowMs: number): PlacementView {
  return {
    ...common(row, nowMs),
    groups: row.groups.map(showGroup),
    groupsExcluded: row.groups_excluded.map(showGroup),
  };
}

export function showMarketPlacement(row: PlacementRow, nowMs: number): MarketPlacementView {
  return {
    ...common(row, nowMs),
    organizationName: row.organization_name,
    people: row.audience === 'all' ? null : row.groups.reduce((sum, { size }) => sum + size, 0),
  };
}

const common = (row: PlacementRow, nowMs: number) => ({
  id: showId('placement', row.id),
  version: row.version,
  kind: row.kind,
  name: row.name,
  standing: standingOf(
    {
      state: row.state,
      startsAtMs: row.starts_at.getTime(),
      endsAtMs: row.ends_at.getTime(),
      blocker: row.blocker,
    },
    nowMs,
  ),
  refusal: row.refusal,
  shop: { id: showId('shop', row.shop_id), name: row.shop_name },
  content: { ...leadsTo(row), picture: row.picture_key && mediaUrl(row.picture_key) },
  title: row.title,
  tone: row.tone,
  audience: row.audience,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  perDay: row.per_day,
  priority: row.priority,
  madeBy: row.made_by,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

const leadsTo = (row: PlacementRow) =>
  row.video_id !== null
    ? { kind: 'video' as const, id: showId('video', row.video_id), name: row.video_title ?? '' }
    : row.product_id !== null
      ? { kind: 'product' as const, id: showId('product', row.product_id), name: row.product_name ?? '' }
      : { kind: 'shop' as const, id: showId('shop', row.shop_id), name: row.shop_name };

const showGroup = ({ id, name, size, heldOut, isOpen, deliveryId }: GroupOfPlacement) => ({
  id: showId('group', id),
  name,
  size,
  heldOut,
  isOpen,
  deliveryId: deliveryId && showId('delivery', deliveryId),
});
