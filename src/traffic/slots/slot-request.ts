import type { PlacementId } from '#kernel/ids';

/**
 * A placement is part of the name of the request that showed it: `<request>/<placement>`, both UUIDs. It is signed with
 * the touch, and so reaches every event and order line that follows by what they say of their request anyway.
 */
export const slotRequest = (requestId: string, placementId: string): string => `${requestId}/${placementId}`;

export type SlotShown = { readonly requestId: string; readonly placementId: PlacementId };

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const pattern = new RegExp(`^(${uuid})/(${uuid})$`);

/** What a touch says of a placement; null for one that no placement gave. */
export function slotShown(request: string | null | undefined): SlotShown | null {
  const [, requestId, placementId] = request ? (pattern.exec(request) ?? []) : [];
  return requestId && placementId ? { requestId, placementId: placementId as PlacementId } : null;
}

/** The placement of a fact in the columnar store, as a UUID; the nil one where there is none. */
export const placementInSql = 'toUUIDOrZero(substring(request_id, 38))';
