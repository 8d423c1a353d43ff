import { expect, it } from 'vitest';
import { creatorOf } from './creator-of.ts';

it('a creator is an account outside the brand, never one of its own', () => {
  expect(creatorOf({ accountId: 'kol', accountType: 'partner' })).toBe('kol');
  expect(creatorOf({ accountId: 'brand', accountType: 'self' })).toBeNull();
});
