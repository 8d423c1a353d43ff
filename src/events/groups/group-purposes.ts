/** What groups of people are for: each is a place that may address its members. Browser-safe. */
export const groupPurposes = ['ads', 'slots', 'coupons'] as const;
export type GroupPurpose = (typeof groupPurposes)[number];
