import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Config } from '#platform/config';

const entry = join(import.meta.dirname, '..', '..', 'simulator', 'load-demo.ts');

type Said =
  | { readonly progress: { readonly file: string; readonly done: number; readonly rows: number } }
  | { readonly loaded: { readonly filesSent: number; readonly seconds: number } }
  | {
      readonly stocked: {
        readonly products: number;
        readonly videos: number;
        readonly plans: number;
        readonly coupons: number;
      };
    }
  | { readonly defined: { readonly audiences: number } }
  | { readonly error: string };

/**
 * Loads the demo world beside the running server, as a client of its API in a process of its own. Killed or
 * failed, it goes on at the next start; when all is there it asks twice and leaves.
 */
export function loadDemoWorld(config: Config, tell: (line: string) => void): () => void {
  const url = `http://${config.host.replace(/^(?:0\.0\.0\.0|::)$/, '127.0.0.1')}:${config.port}`;
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      entry,
      join(config.dataDir, 'demo.json'),
      url,
      config.demo,
      paceOf(config),
    ],
    { detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  const doneByFile = new Map<string, number>();
  let shown = -1;
  createInterface(child.stdout).on('line', (line) => {
    const said = JSON.parse(line) as Said;
    if ('progress' in said) {
      doneByFile.set(said.progress.file, said.progress.done);
      const done = [...doneByFile.values()].reduce((sum, part) => sum + part, 0) / doneByFile.size;
      // A line for each fifth of the way; the page Data › Imports shows every step.
      const fifth = Math.min(Math.floor(done * 5), 4);
      if (fifth > shown) tell(`  Demo world     ${fifth * 20} %`);
      shown = Math.max(shown, fifth);
    } else if ('loaded' in said) {
      if (said.loaded.filesSent > 0) tell(`  Demo world     all in (${said.loaded.seconds.toFixed(1)} s)`);
    } else if ('stocked' in said) {
      const { products, videos, plans, coupons } = said.stocked;
      if (products + videos > 0)
        tell(
          `  Demo shops     ${products} products on the shelf, ${videos} videos shown, ${plans} ad plans, ${coupons} coupons`,
        );
    } else if ('defined' in said) {
      if (said.defined.audiences > 0) tell(`  Demo people    ${said.defined.audiences} audiences defined`);
    } else {
      tell(`  Demo world     stopped: ${said.error} It goes on at the next start.`);
    }
  });
  return () => child.stdin.end();
}

/** A few simulated shoppers keep a full demo alive; a small one is for tests, which count what they do themselves. */
const paceOf = ({ demo, demoPace }: Config) => (demo === 'full' ? demoPace : 'off');
