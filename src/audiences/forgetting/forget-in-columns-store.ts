import type { Columnar } from '#platform/columnar';
import { type PeopleSet, peopleFromText } from '#platform/people-sets';

const kept = peopleFromText('people');
const gone = peopleFromText('{persons:String}');
const left = `people = base64Encode(CAST(bitmapAndnot(${kept}, ${gone}), 'String'))`;
const holds = `bitmapHasAny(${kept}, ${gone})`;
const isGone = `bitmapContains(${gone}, person)`;
const counted = `persons = bitmapAndnotCardinality(${kept}, ${gone})`;

/** Everything that is kept of people there, by the set or by the person. Facts are not: they stay. */
const changes = {
  layer_snapshots: `UPDATE ${counted}, ${left} WHERE ${holds}`,
  portrait_values: `UPDATE ${left} WHERE ${holds}`,
  value_scores: `DELETE WHERE ${isGone}`,
  person_attributes: `DELETE WHERE ${isGone}`,
};

/**
 * Takes persons out of everything that the columnar store keeps of people, of every organisation. Parts are written
 * anew, so they are gone from rows too that later ones stand in for. Done again it changes nothing.
 */
export async function forgetInColumns(columnar: Columnar, persons: PeopleSet): Promise<void> {
  if (persons.size === 0) return;
  for (const [table, change] of Object.entries(changes))
    await columnar.command(
      `ALTER TABLE ${columnar.database}.${table} ${change} SETTINGS mutations_sync = 1`,
      { persons: persons.toState() },
    );
}
