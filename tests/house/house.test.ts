import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const tool = (name: string, ...args: string[]) => {
  const run = spawnSync(join(root, 'node_modules', '.bin', name), args, { cwd: root, encoding: 'utf8' });
  return { status: run.status, output: `${run.stdout}${run.stderr}` };
};

it('every file is formatted and free of lint', () => {
  const { status, output } = tool('biome', 'ci', '--error-on-warnings', '--colors=off', '.');
  expect(status, output).toBe(0);
});

it('every file is well typed', { timeout: 300_000 }, () => {
  const { status, output } = tool('tsc', '--noEmit', '-p', '.');
  expect(status, output).toBe(0);
});
