import { asId } from '#kernel/ids';
import type { ShopOptions } from '../shop-options.ts';
import { runEventImport } from './events/run-event-import.ts';
import { failImport } from './fail-import-store.ts';
import { runOrderImport } from './landing/run-order-import.ts';
import { importQueue } from './receiving/start-import.ts';

type ImportJob = { readonly organizationId: string; readonly importId: string };

/** A store that is away is no fault of the file: the job is tried again and goes on from its position. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
  '53300',
]);

export function isStoreAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && awayCodes.has(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|columnar store does not answer/.test(
    error.message,
  );
}

/** Runs imports as jobs, so that one whose server was killed is taken up again, here or elsewhere. */
export async function workImports(options: ShopOptions): Promise<{ stop: () => void }> {
  const stopping = new AbortController();
  await options.jobs.work<ImportJob>(
    importQueue,
    { retriesMax: 50, expireSeconds: 6 * 3600, heartbeatSeconds: 10, concurrency: 2 },
    async (job, signal) => {
      const organizationId = asId('organization', job.organizationId);
      const either = AbortSignal.any([signal, stopping.signal]);
      try {
        await runOrderImport(options, organizationId, job.importId, either);
        await runEventImport(options, organizationId, job.importId, either);
      } catch (error) {
        if (either.aborted || isStoreAway(error)) throw error;
        options.onError(error);
        await failImport(
          options.records,
          organizationId,
          job.importId,
          'Something went wrong on our side; the log says what. Start the import again to go on.',
        );
      }
    },
  );
  return { stop: () => stopping.abort() };
}
