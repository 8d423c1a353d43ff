/** Organic videos between two ads, at least. */
export const organicBetweenAds = 3;

/** Where a shopper's session stands: how many organic videos they were given since the last ad, or since it began. */
export type Rhythm = { readonly organicSinceAd: number };

/** How many ads fit among so many organic videos, if every place found one. */
export function adPlaces(organic: number, rhythm: Rhythm): number {
  const first = Math.max(0, organicBetweenAds - rhythm.organicSinceAd);
  return first >= organic ? 0 : 1 + Math.floor((organic - 1 - first) / organicBetweenAds);
}

/**
 * Puts ads between organic videos, in their order. The first video of a session is never an ad, because the rhythm
 * begins at 0, and no page ends with one; where there are fewer ads than places the organic ones move up.
 */
export function blend<Organic, Ad>(
  organic: readonly Organic[],
  ads: readonly Ad[],
  rhythm: Rhythm,
): { readonly page: readonly (Organic | Ad)[]; readonly rhythm: Rhythm } {
  const page: (Organic | Ad)[] = [];
  const waiting = [...ads];
  let since = rhythm.organicSinceAd;
  for (const item of organic) {
    const ad = since >= organicBetweenAds ? waiting.shift() : undefined;
    if (ad !== undefined) {
      page.push(ad);
      since = 0;
    }
    page.push(item);
    since++;
  }
  return { page, rhythm: { organicSinceAd: since } };
}
