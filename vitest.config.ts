import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    exclude: ['**/*.soak.test.ts', 'node_modules'],
    // chDB crashes under Vitest's threads; forks work.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    globalSetup: ['./tests/global-setup.ts'],
    reporters: ['default', './tests/closing-line-reporter.ts'],
  },
});
