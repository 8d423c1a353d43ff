import fc from 'fast-check';
import { expect, it } from 'vitest';
import { adPlaces, blend, organicBetweenAds } from './blend-ads.ts';

const pages = fc.array(fc.record({ organic: fc.nat(12), ads: fc.nat(5) }), { minLength: 1, maxLength: 8 });

it('keeps at least three organic videos between two ads over all pages, and never begins with one', () => {
  fc.assert(
    fc.property(pages, (list) => {
      let rhythm = { organicSinceAd: 0 };
      const shown: string[] = [];
      for (const { organic, ads } of list) {
        const places = adPlaces(organic, rhythm);
        const blended = blend(
          Array.from({ length: organic }, () => 'organic'),
          Array.from({ length: ads }, () => 'ad'),
          rhythm,
        );
        expect(blended.page.filter((item) => item === 'organic')).toHaveLength(organic);
        expect(blended.page.filter((item) => item === 'ad').length).toBe(Math.min(ads, places));
        expect(blended.page.at(-1) ?? 'organic').toBe('organic');
        shown.push(...blended.page);
        ({ rhythm } = blended);
      }
      const stretches = shown.join(' ').split('ad');
      for (const stretch of stretches.slice(0, -1))
        expect(stretch.match(/organic/g)?.length ?? 0).toBeGreaterThanOrEqual(organicBetweenAds);
    }),
  );
});
