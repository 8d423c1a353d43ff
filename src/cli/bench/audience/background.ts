import { setTimeout as wait } from 'node:timers/promises';
import type { Columnar } from '#platform/columnar';
import { openJobs } from '#platform/jobs';
import { roleUrl } from '#platform/records';
import type { ScratchInstance } from '../scratch-instance.ts';

const lookEveryMs = 250;
const patienceMs = 1_800_000;

/** Has the server's jobs look now rather than in their turn, and waits until what they do is there. */
export async function openBackground({ stores }: ScratchInstance, columnar: Columnar) {
  const onError = (error: unknown) => {
    throw error;
  };
  const jobs = await openJobs(roleUrl(stores.recordsUrl, stores.instanceSecret, 'meadow_jobs'), onError);
  const run = async (queue: string, isDone: () => Promise<boolean>) => {
    await jobs.send(queue, {});
    const until = Date.now() + patienceMs;
    while (!(await isDone())) {
      if (Date.now() > until) throw new Error(`The job ${queue} did nothing in half an hour.`);
      await wait(lookEveryMs);
    }
  };
  const scope = { kind: 'market' } as const;
  const gathered = async () => {
    const sql = 'SELECT version FROM $layer_prints ORDER BY day';
    const { rows } = await columnar.query<{ version: number }>(scope, { sql });
    return rows.map(({ version }) => version);
  };
  return {
    keepPortraits: () =>
      run('keep-portraits', async () => {
        const sql = `SELECT 1 FROM $portrait_values WHERE dimension = ''`;
        return (await columnar.query(scope, { sql })).rows.length > 0;
      }),
    /** Mends every day of layers that is kept. */
    mendLayers: async () => {
      const before = await gathered();
      await run('layers-tend', async () =>
        (await gathered()).every((version, place) => version !== before[place]),
      );
    },
    close: () => jobs.stop(),
  };
}
