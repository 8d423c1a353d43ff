import { PeopleSet } from '#platform/people-sets';

type Row = { readonly people: string; readonly persons?: number };

/** Rows whose people are a set as text, without some of them; where a row says how many it holds, it is counted anew. */
export function rowsWithout<Kept extends Row>(rows: readonly Kept[], gone: PeopleSet): Kept[] {
  return gone.size === 0 ? [...rows] : rows.map((row) => rowWithout(row, gone));
}

function rowWithout<Kept extends Row>(row: Kept, gone: PeopleSet): Kept {
  const people = PeopleSet.fromState(row.people);
  if (people.sharedWith(gone) === 0) return row;
  const left = people.without(gone);
  return {
    ...row,
    people: left.toState(),
    ...(row.persons === undefined ? {} : { persons: left.size }),
  };
}
