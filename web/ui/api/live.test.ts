import { describe, expect, it } from 'vitest';
import { factsAgoMs, mayMissNews } from './live.ts';

describe('a line of news that opens after numbers are on the screen', () => {
  const arrivedMs = 1_000_000;
  it('has them asked again when news came since, or while they were worked out', () => {
    expect(mayMissNews(arrivedMs, arrivedMs + 1)).toBe(true);
    expect(mayMissNews(arrivedMs, arrivedMs - 1_000)).toBe(true);
  });
  it('leaves them alone when nothing has changed for long, or nothing has arrived yet', () => {
    expect(mayMissNews(arrivedMs, arrivedMs - 60_000)).toBe(false);
    expect(mayMissNews(0, arrivedMs)).toBe(false);
  });
  it('takes news for just now where the server does not tell', () => {
    expect([factsAgoMs('{}'), factsAgoMs('{"factsAgoMs":42}')]).toEqual([0, 42]);
  });
});
