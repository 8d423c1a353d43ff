// `npm test`: prepares, finds a browser for the journeys, then runs Vitest under the right Node. Further
// arguments go to Vitest, so `npm test -- src/kernel` runs a part; `--soak` runs the long kill tests instead, and
// `--hunt` the property tests over and over, each time with another seed and beside a neighbour who holds transactions
// open, until one fails or so many rounds are over.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { prepare, root } from './prepare.mjs';

const node = prepare();
const given = process.argv.slice(2);
const passedOn = given.filter((argument) => argument !== '--soak' && !argument.startsWith('--hunt'));
const isSoak = given.includes('--soak');
const rounds = given.findLast((argument) => argument.startsWith('--hunt'))?.match(/^--hunt(?:=(\d+))?$/);

let child;
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child?.kill('SIGTERM'));
process.exitCode = rounds ? await hunt(Number(rounds[1] ?? 20)) : await run(passedOn, {});

async function hunt(times) {
  const files = passedOn.length > 0 ? passedOn : propertyTests();
  for (let round = 1; round <= times; round++) {
    const seed = randomInt(2 ** 31);
    console.log(`Round ${round} of ${times}: MEADOW_TEST_SEED=${seed}`);
    const code = await run(files, { MEADOW_TEST_SEED: String(seed), MEADOW_TEST_NEIGHBOUR: '1' });
    if (code !== 0) return code;
  }
  return 0;
}

function run(args, env) {
  const browser = ensureBrowser();
  child = spawn(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(browser ? { MEADOW_TEST_BROWSER: browser } : {}),
      ...(isSoak ? { MEADOW_TESTS: 'soak' } : {}),
      ...env,
    },
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

function propertyTests() {
  return ['src', 'web', 'tests'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => /\.test\.tsx?$/.test(name) && !name.endsWith('.soak.test.ts'))
      .map((name) => join(folder, name))
      .filter((path) => readFileSync(join(root, path), 'utf8').includes("'fast-check'")),
  );
}
