import type { OrganizationId, PlacementId, ShopId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { blockerOfPlacement } from '../placements/placement-blockers-store.ts';
import type { ServedPlacement } from './served-placement.ts';

type Row = {
  id: PlacementId;
  organization_id: OrganizationId;
  shop_id: ShopId;
  shop_name: string;
  kind: ServedPlacement['kind'];
  video_id: string | null;
  product_id: string | null;
  title: string | null;
  tone: ServedPlacement['tone'];
  picture_key: string | null;
  audience: ServedPlacement['audience'];
  groups: string[];
  groups_excluded: string[];
  starts_at: Date;
  ends_at: Date;
  per_day: number;
  priority: number;
  zone: string;
  is_on: boolean;
};

/** Placements of one market that run or are scheduled at a time; beyond it the last to begin have to wait. */
const placementsMax = 10_000;

/**
 * Placements that servers hold: approved ones until an hour after their end, and whatever was stopped within the last hour,
 * because screens still tell of what they showed. One that is stopped, or whose video or product is gone, is not on.
 */
export async function servedPlacements(records: Records): Promise<ServedPlacement[]> {
  // Asked every second, mostly for nothing: by its name the records plan it once and not each time.
  const { rows } = await records.marketPool.query<Row>({
    name: 'served-placements',
    text: `
      SELECT p.id, p.organization_id, p.shop_id, s.name AS shop_name, p.kind, p.video_id, p.product_id, p.title, p.tone, p.audience, p.groups,
        p.groups_excluded, p.starts_at, p.ends_at, p.per_day, p.priority, b.zone,
        coalesce((SELECT file_key FROM product_pictures WHERE product_id = p.product_id ORDER BY position LIMIT 1),
          (SELECT poster_key FROM videos WHERE id = p.video_id)) AS picture_key,
        p.state = 'approved' AND ${blockerOfPlacement} IS NULL AS is_on
      FROM placements p JOIN shops s ON s.id = p.shop_id JOIN brands b ON b.id = s.brand_id
      WHERE (p.state = 'approved' AND p.ends_at > now() - interval '1 hour')
        OR (p.state IN ('stopped', 'refused', 'draft') AND p.updated_at > now() - interval '1 hour')
      ORDER BY p.starts_at, p.id LIMIT ${placementsMax}`,
  });
  return rows.map((row) => ({
    placementId: row.id,
    organizationId: row.organization_id,
    shopId: row.shop_id,
    shopName: row.shop_name,
    kind: row.kind,
    videoId: row.video_id,
    productId: row.product_id,
    title: row.title,
    tone: row.tone,
    pictureKey: row.picture_key,
    audience: row.audience,
    groups: row.groups,
    groupsExcluded: row.groups_excluded,
    startsAtMs: row.starts_at.getTime(),
    endsAtMs: row.ends_at.getTime(),
    perDay: row.per_day,
    priority: row.priority,
    zone: row.zone,
    isOn: row.is_on,
  }));
}
