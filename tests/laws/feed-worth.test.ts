import { expect, it } from 'vitest';
import { liveBeforeTheFeed } from './feed-world.ts';

it('the feed, once it has learned, serves hidden tastes better than knowing what is popular, and far better than chance', () => {
  for (const seed of ['one', 'two', 'three']) {
    const { worth, worthLate } = liveBeforeTheFeed(seed, 1_500);
    expect(worthLate.platform, seed).toBeGreaterThan(worthLate.popular);
    expect(worthLate.platform - worthLate.random, seed).toBeGreaterThan(
      0.6 * (worthLate.oracle - worthLate.random),
    );
    // Also counting what it cost to learn, from a market in which every video is new.
    expect(worth.platform - worth.random, seed).toBeGreaterThan(0.4 * (worth.oracle - worth.random));
  }
});
