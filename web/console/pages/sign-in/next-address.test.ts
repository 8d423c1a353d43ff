import { describe, expect, it } from 'vitest';
import { nextAddress } from './next-address.ts';

describe('after signing in', () => {
  it('one goes back to the page one came from, with what it showed', () => {
    expect(nextAddress('/metrics?shop=shp_1')).toBe('/console/metrics?shop=shp_1');
    expect(nextAddress('/console/data/imports')).toBe('/console/data/imports');
  });

  it('one goes home when there is no such page, or it was signing in itself', () => {
    for (const next of [
      undefined,
      '',
      '/',
      '/console',
      '/console/',
      '/sign-in?next=%2F',
      '/reset-password',
    ]) {
      expect(nextAddress(next)).toBe('/console/cockpit');
    }
  });

  it('one is never sent to another site', () => {
    for (const next of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/a\\b',
      'javascript:x',
    ]) {
      expect(nextAddress(next)).toBe('/console/cockpit');
    }
  });
});
