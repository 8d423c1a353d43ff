import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const log = join(import.meta.dirname, 'log.ts');

/** A supervisor that was killed reads no more, while the process it started still has something to say. */
it('lets a process end whose reader has gone, whatever it still wants to say', async () => {
  const program = `
    import { createLog } from ${JSON.stringify(log)};
    const log = createLog('orphan');
    await new Promise((resolve) => process.stdin.once('end', resolve).resume());
    for (let line = 0; line < 100; line++) log.info('Nobody hears this.');
    process.exit(7);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  child.stdout.destroy();
  await once(child.stdout, 'close');
  child.stdin.end();
  const inVain = setTimeout(() => child.kill('SIGKILL'), 20_000);
  expect(await exited).toEqual([7, null]);
  clearTimeout(inVain);
});
