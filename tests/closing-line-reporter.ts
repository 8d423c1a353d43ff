import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with `N passed, N failed, N skipped` alone on its line, which scripts can read. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let skipped = 0;
    // A file that cannot be loaded, or an error outside any test, is a failure too.
    let failed = unhandledErrors.length;
    for (const module of modules) {
      let failedInside = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed++;
        else if (state === 'failed') failedInside++;
        else skipped++;
      }
      if (failedInside === 0 && module.state() === 'failed') failedInside = 1;
      failed += failedInside;
    }
    // Vitest's own summary is printed when this returns; the closing line must come after it.
    process.once('exit', () =>
      process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`),
    );
  }
}
