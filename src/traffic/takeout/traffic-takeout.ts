import type { TakeoutPart, TakeoutSources } from '#platform/takeout';
import { placementsOfPerson, seenByPerson } from './seen-by-person.ts';
import { servedToPerson } from './served-to-person.ts';

/** What the feed and placements keep of a shopper. */
export const trafficTakeout = ({ records, columnar }: TakeoutSources): readonly TakeoutPart[] => [
  seenByPerson(records),
  placementsOfPerson(records),
  servedToPerson(columnar),
];
