/** Organic videos between two that were put in, ads or placements, at least. */
export const organicBetweenAds = 3;
/** Organic videos between two placements, at least: no more than one begins with every ten of them. */
export const organicBetweenSlots = 10;

/**
 * Where a shopper's session stands, in organic videos: since the last ad or placement, or since the screen began; and
 * since the last placement, absent until there is one.
 */
export type Rhythm = { readonly organicSinceAd: number; readonly organicSinceSlot?: number };

/**
 * The rhythm of a screen that begins. What was sent before may never have been reached, so it counts from its own first
 * video; being loaded again brings no placement sooner.
 */
export const begun = ({ organicSinceSlot }: Rhythm): Rhythm => ({
  organicSinceAd: 0,
  ...(organicSinceSlot === undefined ? {} : { organicSinceSlot: 0 }),
});

/**
 * Puts ads and placements between organic videos, each kind in its order; a placement that is due goes before an ad. The
 * first video of a session is neither, because the rhythm begins at 0, and no page ends with one; where there are fewer
 * than places the organic ones move up.
 */
export function blend<Organic, Ad, Slot>(
  organic: readonly Organic[],
  ads: readonly Ad[],
  slots: readonly Slot[],
  rhythm: Rhythm,
): { readonly page: readonly (Organic | Ad | Slot)[]; readonly rhythm: Rhythm } {
  const page: (Organic | Ad | Slot)[] = [];
  const [adsLeft, slotsLeft] = [[...ads], [...slots]];
  let since = rhythm.organicSinceAd;
  let sinceSlot = rhythm.organicSinceSlot;
  for (const item of organic) {
    if (since >= organicBetweenAds) {
      const isDue = sinceSlot === undefined || sinceSlot >= organicBetweenSlots;
      const slot = isDue ? slotsLeft.shift() : undefined;
      const put = slot ?? adsLeft.shift();
      if (slot !== undefined) sinceSlot = 0;
      if (put !== undefined) {
        page.push(put);
        since = 0;
      }
    }
    page.push(item);
    since++;
    if (sinceSlot !== undefined) sinceSlot++;
  }
  const after = {
    organicSinceAd: since,
    ...(sinceSlot === undefined ? {} : { organicSinceSlot: sinceSlot }),
  };
  return { page, rhythm: after };
}

/** How many ads fit among so many organic videos beside so many placements, if every place found one. */
export function adPlaces(organic: number, slots: number, rhythm: Rhythm): number {
  const { page } = blend(many('organic', organic), many('ad', organic), many('slot', slots), rhythm);
  return page.filter((what) => what === 'ad').length;
}

/** How many placements fit among so many organic videos, if there were as many. */
export function slotPlaces(organic: number, rhythm: Rhythm): number {
  return blend(many('organic', organic), [], many('slot', organic), rhythm).page.length - organic;
}

const many = (what: string, count: number): string[] => Array.from({ length: count }, () => what);
