import { describe, expect, it } from 'vitest';
import { withCursor, withQuery } from './pages.ts';

describe('the address of a list', () => {
  it('carries the cursor after whatever filters it has', () => {
    expect(withCursor('/api/imports', null)).toBe('/api/imports');
    expect(withCursor('/api/imports', 'a+b=')).toBe('/api/imports?cursor=a%2Bb%3D');
    expect(withCursor('/api/audit-log?action=x', 'c')).toBe('/api/audit-log?action=x&cursor=c');
  });

  it('leaves out filters that are not set', () => {
    expect(withQuery('/api/x', { a: undefined, b: '' })).toBe('/api/x');
    expect(withQuery('/api/x', { a: '1 2', b: undefined })).toBe('/api/x?a=1+2');
  });
});
