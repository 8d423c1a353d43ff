import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  adPlaces,
  begun,
  blend,
  organicBetweenAds,
  organicBetweenSlots,
  type Rhythm,
  slotPlaces,
} from './blend.ts';

const many = (what: string, count: number) => Array.from({ length: count }, () => what);
const pages = fc.array(fc.record({ organic: fc.nat(20), ads: fc.nat(6), slots: fc.nat(3) }), {
  minLength: 1,
  maxLength: 8,
});
const organicIn = (items: readonly string[]) => items.filter((item) => item === 'organic').length;

it('keeps three organic videos between what is put in, ten between placements, and begins with neither', () => {
  fc.assert(
    fc.property(pages, (list) => {
      let rhythm: Rhythm = { organicSinceAd: 0 };
      const shown: string[] = [];
      for (const { organic, ads, slots } of list) {
        const offered = Math.min(slots, slotPlaces(organic, rhythm));
        const places = adPlaces(organic, offered, rhythm);
        const blended = blend(many('organic', organic), many('ad', ads), many('slot', offered), rhythm);
        expect(organicIn(blended.page)).toBe(organic);
        // Every ad that was asked for finds its place.
        expect(blended.page.filter((item) => item === 'ad').length).toBe(Math.min(ads, places));
        expect(blended.page.filter((item) => item === 'slot').length).toBeLessThanOrEqual(
          Math.ceil(organic / organicBetweenSlots),
        );
        expect(blended.page.at(-1) ?? 'organic').toBe('organic');
        shown.push(...blended.page);
        ({ rhythm } = blended);
      }
      const between = (what: RegExp) =>
        shown
          .join(' ')
          .split(what)
          .slice(0, -1)
          .map((stretch) => organicIn(stretch.split(' ')));
      for (const count of between(/ad|slot/)) expect(count).toBeGreaterThanOrEqual(organicBetweenAds);
      for (const count of between(/slot/).slice(1)) expect(count).toBeGreaterThanOrEqual(organicBetweenSlots);
    }),
  );
});

it('brings no placement sooner by loading the screen again', () => {
  const loads = fc.array(fc.nat(8), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(loads, (list) => {
      let rhythm: Rhythm = { organicSinceAd: 0 };
      let [slots, organicShown] = [0, 0];
      for (const organic of list) {
        const before = begun(rhythm);
        const blended = blend(many('organic', organic), [], many('slot', 3), before);
        slots += blended.page.length - organic;
        organicShown += organic;
        ({ rhythm } = blended);
      }
      expect(slots).toBeLessThanOrEqual(Math.ceil(organicShown / organicBetweenSlots));
    }),
  );
});
