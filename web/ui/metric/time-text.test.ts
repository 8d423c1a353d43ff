import { expect, it } from 'vitest';
import { shortInstantText } from './time-text.ts';

const now = Date.parse('2026-11-28T00:00:00Z');

it('a short time leaves out the year that is now, in the zone of the brand', () => {
  expect(shortInstantText('2026-11-27T16:03:00Z', 'Asia/Shanghai', 'zh', now)).toBe('11-28 00:03');
  expect(shortInstantText('2026-11-27T16:03:00Z', 'Asia/Shanghai', 'en', now)).toBe('28 Nov 00:03');
});

it('a short time of another year says so', () => {
  expect(shortInstantText('2025-12-31T16:03:00Z', 'Asia/Shanghai', 'zh', now)).toBe('01-01 00:03');
  expect(shortInstantText('2025-12-31T15:59:00Z', 'Asia/Shanghai', 'zh', now)).toBe('2025-12-31 23:59');
  expect(shortInstantText('2025-12-31T15:59:00Z', 'Asia/Shanghai', 'en', now)).toBe('31 Dec 2025 23:59');
});
