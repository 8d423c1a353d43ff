import type { Columnar } from '#platform/columnar';
import type { PeopleSet } from '#platform/people-sets';
import type { Asked } from '../condition-kind.ts';

/** What kinds over facts stand on. */
export type KindParts = {
  readonly columnar: Columnar;
  readonly everyone: (asked: Asked) => Promise<PeopleSet>;
};

/** An instant as the interface reads it; null where there is none (the store answers the epoch then). */
export const instantText = (column: string): string =>
  `if(toUnixTimestamp64Milli(${column}) = 0, NULL, formatDateTime(${column}, '%Y-%m-%dT%H:%i:%SZ', 'UTC'))`;
