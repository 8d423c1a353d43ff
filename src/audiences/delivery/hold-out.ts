import { createHash } from 'node:crypto';
import { PeopleSet } from '#platform/people-sets';

/**
 * Splits people into those who are delivered and those who are held out, `percent` of a hundred. Who is held out
 * depends on delivery and person only: the same person stands on the same side whenever it is asked, and another
 * delivery deals anew. The hash is MurmurHash3's finaliser (Appleby, public domain) over the number, keyed by two words
 * of the delivery's SHA-256.
 */
export function splitHeldOut(
  deliveryId: string,
  people: PeopleSet,
  percent: number,
): { readonly delivered: PeopleSet; readonly heldOut: PeopleSet } {
  if (percent === 0) return { delivered: people, heldOut: PeopleSet.none };
  const key = createHash('sha256').update(deliveryId).digest();
  const [first, second] = [key.readUInt32LE(0), key.readUInt32LE(4)];
  const limit = (percent / 100) * 2 ** 32;
  const heldOut = PeopleSet.of(
    people.toArray().filter((person) => mixed(mixed(person ^ first) ^ second) < limit),
  );
  return { delivered: people.without(heldOut), heldOut };
}

function mixed(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
