import { sql } from 'kysely';

/** What of video and product keeps a plan `p` from serving: a `PlanBlocker`, or null. One text for all who ask. */
export const blockerOfPlan = sql<string | null>`(
  SELECT CASE
    WHEN v.state <> 'published' THEN 'video_removed'
    WHEN NOT EXISTS (SELECT FROM video_products vp WHERE vp.video_id = p.video_id AND vp.product_id = p.product_id)
      THEN 'product_unlinked'
    WHEN pr.shelf <> 'online' THEN 'product_off_shelf'
    WHEN NOT EXISTS (SELECT FROM skus k WHERE k.product_id = p.product_id AND k.archived_at IS NULL AND k.on_hand > k.reserved)
      THEN 'sold_out'
  END
  FROM videos v, products pr WHERE v.id = p.video_id AND pr.id = p.product_id)`;
