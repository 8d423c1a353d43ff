import { expect, it } from 'vitest';
import { detailText } from './detail-text.ts';

it('an audit entry says what changed in one line', () => {
  expect(detailText({})).toBe('');
  expect(detailText({ name: 'Lin', shop: null })).toBe('name: Lin, shop: –');
  expect(detailText({ role: { from: 'ads', to: 'content' } })).toBe('role: ads → content');
  expect(detailText({ zone: { before: null, after: 'UTC' } })).toBe('zone: – → UTC');
  expect(detailText({ permissions: ['metrics:read', 'keys:write'] })).toBe(
    'permissions: metrics:read · keys:write',
  );
  const names = { part: () => 'Role', value: (part: string, value: string) => `${part}.${value}` };
  expect(detailText({ role: { from: 'ads', to: 'content' } }, names)).toBe('Role: role.ads → role.content');
});
