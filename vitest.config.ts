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
    // What comes by itself comes within a second, but a busy machine may take many; a wait is no measurement, and
    // nobody waits longer where all is well.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    globalSetup: ['./tests/global-setup.ts'],
    setupFiles: ['./tests/property-seed.ts'],
    reporters: ['default', './tests/closing-line-reporter.ts'],
  },
});
