import { defineConfig } from 'vitest/config';

/** `npm run test:soak` runs the same code for longer; those files end in `.soak.test.ts`. */
const soak = process.env.MEADOW_TESTS === 'soak';

export default defineConfig({
  test: {
    include: soak
      ? ['**/*.soak.test.ts']
      : ['src/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    exclude: soak ? ['node_modules'] : ['**/*.soak.test.ts', 'node_modules'],
    // chDB crashes under Vitest's threads; forks work.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // What comes by itself comes within a second, but a busy machine may take many; a wait is no measurement.
    expect: { poll: { timeout: 15_000 } },
    globalSetup: ['./tests/global-setup.ts'],
    setupFiles: ['./tests/property-seed.ts'],
    reporters: ['default', './tests/closing-line-reporter.ts'],
  },
});
