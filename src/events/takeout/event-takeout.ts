import type { TakeoutPart, TakeoutSources } from '#platform/takeout';
import { eventsOfPerson } from './events-of-person.ts';
import { saidOfPerson } from './said-of-person-store.ts';

/** What the event spine keeps of a shopper. */
export const eventTakeout = ({ records, columnar }: TakeoutSources): readonly TakeoutPart[] => [
  saidOfPerson(records),
  eventsOfPerson(columnar),
];
