// `npm test`: prepares, finds a browser for the journeys, then runs Vitest under the right Node. Further
// arguments go to Vitest, so `npm test -- src/kernel` runs a part; `--soak` runs the long kill tests instead.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { prepare, root } from './prepare.mjs';

const node = prepare();
const given = process.argv.slice(2);
const isSoak = given.includes('--soak');
const browser = ensureBrowser();
const child = spawn(
  node,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...given.filter((argument) => argument !== '--soak'),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(browser ? { MEADOW_TEST_BROWSER: browser } : {}),
      ...(isSoak ? { MEADOW_TESTS: 'soak' } : {}),
    },
  },
);
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 1));
