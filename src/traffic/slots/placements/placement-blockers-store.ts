/**
 * What of its content keeps a placement `p` from being shown: a `PlacementBlocker`, or null. One text for all who ask. A
 * video that shows something which was taken off the shelf, banned products above all, is not pushed either.
 */
export const blockerOfPlacement = `(
  CASE
    WHEN p.video_id IS NOT NULL AND NOT EXISTS (SELECT FROM videos v WHERE v.id = p.video_id AND v.state = 'published')
      THEN 'video_removed'
    WHEN p.product_id IS NOT NULL AND NOT EXISTS (SELECT FROM products pr WHERE pr.id = p.product_id AND pr.shelf = 'online')
      THEN 'product_off_shelf'
    WHEN p.video_id IS NOT NULL AND EXISTS (SELECT FROM video_products vp JOIN products pr ON pr.id = vp.product_id
      WHERE vp.video_id = p.video_id AND pr.shelf <> 'online') THEN 'product_off_shelf'
    WHEN p.audience = 'group' AND NOT EXISTS (SELECT FROM people_groups g
      WHERE g.id = ANY (p.groups) AND g.closed_at IS NULL) THEN 'groups_closed'
  END)`;
