import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartRefused } from '#platform/supervise';
import type { Verb } from '../verbs.ts';
import type { Bench } from './figure.ts';
import { describeMachine } from './machine.ts';
import { reportJson, reportText } from './report.ts';

/** Each is a file of this folder, loaded only when it runs. */
const benches: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  start: () => import('./start/start-bench.ts'),
  ingest: () => import('./ingest/ingest-bench.ts'),
  checkout: () => import('./checkout/checkout-bench.ts'),
  metrics: () => import('./metrics/metrics-bench.ts'),
  decide: () => import('./decide/decide-bench.ts'),
  feed: () => import('./feed/feed-bench.ts'),
  audience: () => import('./audience/audience-bench.ts'),
};

export const verb: Verb = {
  summary: 'Measure the product on this machine, in a scratch folder of its own.',
  usage: `bench <${Object.keys(benches).join('|')}> [--json]`,
  run: async (args) => {
    const name = args.find((arg) => !arg.startsWith('--')) ?? '';
    const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
    if (!load) throw new StartRefused(`Which bench? There are: ${Object.keys(benches).join(', ')}.`);
    const { bench } = await load();
    const folder = await mkdtemp(join(tmpdir(), `meadow-bench-${name}-`));
    // As root PostgreSQL runs as another user, who must be able to enter.
    await chmod(folder, 0o755);
    try {
      const report = await bench.run(folder, (line) => process.stderr.write(`${line}\n`));
      const machine = describeMachine();
      process.stdout.write(`${reportText(name, machine, report)}\n`);
      if (args.includes('--json')) process.stdout.write(`${reportJson(name, machine, report)}\n`);
      return 0;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
