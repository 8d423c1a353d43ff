import { adTakeout } from '#ads';
import { contentTakeout } from '#content';
import { eventTakeout } from '#events';
import type { TakeoutPart, TakeoutSources } from '#platform/takeout';
import { shopTakeout } from '#shop';
import { trafficTakeout } from '#traffic';

/** What all contexts keep of a shopper, in the order in which somebody would want to read it: the long lists last. */
export const takeoutParts = (sources: TakeoutSources): readonly TakeoutPart[] => [
  ...shopTakeout(sources),
  ...contentTakeout(sources),
  ...trafficTakeout(sources),
  ...adTakeout(sources),
  ...eventTakeout(sources),
];
