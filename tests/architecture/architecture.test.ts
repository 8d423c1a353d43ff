import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Violation, violationsOf } from './rules.ts';

const root = join(import.meta.dirname, '..', '..');

function sourceFiles(): Map<string, string> {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'web'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = new Map<string, string>();
  for (const file of listed.split('\n').filter((name) => /\.tsx?$/.test(name))) {
    try {
      files.set(file, readFileSync(join(root, file), 'utf8'));
    } catch {
      // Listed by git but deleted in the working tree: nothing to check.
    }
  }
  return files;
}

const rulesBrokenBy = (files: Record<string, string>): string[] =>
  violationsOf(new Map(Object.entries(files))).map((violation: Violation) => violation.rule);

describe('the architecture', () => {
  it('holds for every source file', () => {
    const files = sourceFiles();
    expect(files.size).toBeGreaterThan(50);
    expect(violationsOf(files)).toEqual([]);
  });
});

describe('the architecture check finds a planted', () => {
  it('import to the right', () => {
    expect(rulesBrokenBy({ 'src/events/a.ts': `import { x } from '#shop';` })).toEqual(['arrow']);
    expect(rulesBrokenBy({ 'src/kernel/a.ts': `import { x } from '#platform/records';` })).toEqual(['arrow']);
  });
  it('import past a door', () => {
    expect(
      rulesBrokenBy({ 'src/shop/orders/a.ts': `import { x } from '../../events/identity/b.ts';` }),
    ).toEqual(['door']);
    expect(rulesBrokenBy({ 'src/shop/orders/a.ts': `import { x } from '#shop';` })).toEqual(['door']);
  });
  it('import cycle', () => {
    expect(
      rulesBrokenBy({
        'src/shop/a.ts': `import { b } from './b.ts';`,
        'src/shop/b.ts': `import { c } from './c.ts';`,
        'src/shop/c.ts': `import { a } from './a.ts';`,
      }),
    ).toEqual(['cycle']);
  });
  it('database call outside a store', () => {
    expect(rulesBrokenBy({ 'src/shop/orders/order.ts': `import { sql } from 'kysely';` })).toEqual(['store']);
    expect(rulesBrokenBy({ 'src/shop/orders/order-store.ts': `import { sql } from 'kysely';` })).toEqual([]);
  });
  it('store that works for the market unlisted', () => {
    expect(rulesBrokenBy({ 'src/shop/orders/order-store.ts': `records.market((trx) => trx);` })).toEqual([
      'market',
    ]);
    expect(rulesBrokenBy({ 'src/shop/orders/order-store.ts': `records.planned<Row>(find, [id]);` })).toEqual([
      'market',
    ]);
  });
  it('writer of groups that is not audiences', () => {
    const text = 'await keepGroup(trx, organizationId, group);';
    expect(rulesBrokenBy({ 'src/shop/groups.ts': text })).toEqual(['groups']);
    expect(rulesBrokenBy({ 'src/audiences/groups.ts': text })).toEqual([]);
  });
  it('page that reaches into the server', () => {
    expect(rulesBrokenBy({ 'web/console/page.tsx': `import { x } from '#shop';` })).toEqual(['web']);
    expect(rulesBrokenBy({ 'web/console/page.tsx': `import { x } from '#shop/contract';` })).toEqual([]);
    expect(rulesBrokenBy({ 'web/console/page.tsx': `import { x } from '../../src/shop/index.ts';` })).toEqual(
      ['web'],
    );
  });
  it('simulator that reads hidden state', () => {
    expect(rulesBrokenBy({ 'src/simulator/a.ts': `import { x } from '#platform/records';` })).toEqual([
      'client',
    ]);
  });
  it('file that is too long', () => {
    expect(rulesBrokenBy({ 'src/shop/a.ts': 'const x = 1;\n'.repeat(501) })).toEqual(['size']);
  });
});
