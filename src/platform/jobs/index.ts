/** Door to background jobs: pg-boss on the records database, in a schema and under a role of its own. */
import { type Job, PgBoss } from 'pg-boss';

export type Jobs = {
  /** Registers what runs a queue's jobs; a job whose process died is given to another after the expiry. */
  readonly work: <Data extends object>(
    queue: string,
    options: JobOptions,
    run: (data: Data, signal: AbortSignal) => Promise<void>,
  ) => Promise<void>;
  readonly send: (
    queue: string,
    data: object,
    options?: { readonly singletonKey?: string /** Not before this time. */; readonly startAfter?: Date },
  ) => Promise<string | null>;
  /** Runs a queue on a cron line (UTC). */
  readonly schedule: (queue: string, cron: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type JobOptions = {
  readonly retriesMax: number;
  /** A job that runs longer is taken for dead and started again. */
  readonly expireSeconds: number;
  /** How many of this queue one server runs at a time. */
  readonly concurrency?: number;
  /** Heartbeats let a killed server's job be noticed within this time instead of the expiry. */
  readonly heartbeatSeconds?: number;
};

export async function openJobs(url: string, onError: (error: unknown) => void): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    createSchema: false,
    max: 4,
    // How soon the job of a killed server is noticed, beyond its heartbeat; once a minute is the default.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', onError);
  await boss.start();
  return {
    work: async (queue, options, run) => {
      await boss.createQueue(queue, {
        retryLimit: options.retriesMax,
        retryDelay: 1,
        retryBackoff: true,
        expireInSeconds: options.expireSeconds,
        ...(options.heartbeatSeconds ? { heartbeatSeconds: options.heartbeatSeconds } : {}),
      });
      await boss.work<object>(
        queue,
        { pollingIntervalSeconds: 0.5, batchSize: 1, localConcurrency: options.concurrency ?? 1 },
        async (jobs: Job<object>[]) => {
          for (const job of jobs) await run(job.data as never, job.signal);
        },
      );
    },
    send: (queue, data, options) => boss.send(queue, data, options ?? {}),
    schedule: async (queue, cron) => {
      await boss.schedule(queue, cron);
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
