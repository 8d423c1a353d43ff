import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultOptions, fitRp3beta, type Interactions } from './rp3beta.ts';

const personCount = 8;
const itemCount = 6;
const pairs = fc.array(fc.tuple(fc.nat(personCount - 1), fc.nat(itemCount - 1)), { maxLength: 60 });
const interactionsOf = (list: readonly (readonly [number, number])[]): Interactions => ({
  persons: Uint32Array.from(list, ([person]) => person),
  items: Uint32Array.from(list, ([, item]) => item),
  personCount,
  itemCount,
});

/** The definition, as matrices: W = (P_item→person ^ α) · (P_person→item ^ α), divided by popularity ^ β. */
function asDefined(list: readonly (readonly [number, number])[], item: number): Map<number, number> {
  const has = new Set(list.map(([person, thing]) => `${person} ${thing}`));
  const persons = Array.from({ length: personCount }, (_, person) => person);
  const items = Array.from({ length: itemCount }, (_, thing) => thing);
  const ofItem = (thing: number) => persons.filter((person) => has.has(`${person} ${thing}`));
  const ofPerson = (person: number) => items.filter((thing) => has.has(`${person} ${thing}`));
  const { alpha, beta } = defaultOptions;
  const weights = new Map<number, number>();
  for (const other of items) {
    if (other === item) continue;
    const walks = ofItem(item).filter((person) => has.has(`${person} ${other}`));
    if (walks.length === 0) continue;
    const sum = walks.reduce(
      (total, person) => total + (1 / ofItem(item).length) ** alpha * (1 / ofPerson(person).length) ** alpha,
      0,
    );
    weights.set(other, sum / ofItem(other).length ** beta);
  }
  return weights;
}

it('agrees with the definition by matrices, for any pairs, repeats included', () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const fitted = fitRp3beta(interactionsOf(list));
      for (let item = 0; item < itemCount; item++) {
        const wanted = asDefined(list, item);
        const count = fitted.counts[item] ?? 0;
        expect(count).toBe(wanted.size);
        let before = Number.POSITIVE_INFINITY;
        let itemBefore = -1;
        for (let rank = 0; rank < count; rank++) {
          const weight = fitted.weights[item * fitted.width + rank] ?? 0;
          const other = fitted.items[item * fitted.width + rank] ?? -1;
          expect(weight).toBeCloseTo(wanted.get(other) ?? -1, 5);
          expect(weight < before || (weight === before && other > itemBefore)).toBe(true);
          [before, itemBefore] = [weight, other];
        }
      }
    }),
  );
});

it('walks only the most recent items of somebody who saw very many', () => {
  const list = Array.from({ length: itemCount }, (_, item) => [0, item] as const);
  const fitted = fitRp3beta(interactionsOf(list), { ...defaultOptions, itemsOfPersonMax: 2 });
  expect([...fitted.counts]).toEqual([0, 0, 0, 0, 1, 1]);
});
