import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const module = join(import.meta.dirname, 'end-process.ts');

/** How a program ends that has more to do, and what it said. */
async function ended(
  supervised: string,
): Promise<{ code: number | null; signal: string | null; said: string }> {
  const program = `
    import { endProcess } from ${JSON.stringify(module)};
    process.on('exit', (code) => console.log('told of', code));
    setInterval(() => undefined, 1_000);
    endProcess(3);
    console.log('still here');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, MEADOW_SUPERVISED: supervised },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, said: said.trim() };
}

it('ends a supervised process without asking it, once who listens has been told', async () => {
  expect(await ended('1')).toEqual({ code: null, signal: 'SIGKILL', said: 'told of 3' });
});

it('ends any other with its code', async () => {
  expect(await ended('')).toEqual({ code: 3, signal: null, said: 'told of 3' });
});
