import { type DeliveryView, deliveryTargets } from '#audiences/contract';
import type { GroupPurpose } from '#events/contract';
import type { Permission } from '#organisations/contract';

/** A page where a group that was delivered for a purpose is put to use, by those who may. */
type GroupPlace = { readonly purpose: GroupPurpose; readonly path: string; readonly permission: Permission };

/**
 * One line for each purpose of groups; its texts are `deliveries.to`, `.toText`, `.use`, `.useText` and `.withdrawText`.
 * A purpose without a page is not offered.
 */
export const groupPlaces: readonly GroupPlace[] = [
  { purpose: 'ads', path: '/ads/plans', permission: 'ads:write' },
  { purpose: 'slots', path: '/content/placements', permission: 'content:write' },
  { purpose: 'coupons', path: '/shop/coupons', permission: 'products:write' },
];

/** Where an audience can be delivered to by hand. */
export const offeredTargets: readonly DeliveryView['target'][] = deliveryTargets.filter(
  (target) =>
    target === 'file' || target === 'webhook' || groupPlaces.some(({ purpose }) => purpose === target),
);
