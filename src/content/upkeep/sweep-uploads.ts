import type { ContentOptions } from '../content-options.ts';
import { forgetUpload, staleUploads } from './sweep-store.ts';

const queue = 'sweep-uploads';
const perRound = 200;

/** Uploads that were abandoned and files that no video shows any more leave the disk once an hour. */
export async function workSweeping(
  options: Pick<ContentOptions, 'records' | 'files' | 'jobs'>,
): Promise<void> {
  await options.jobs.work(queue, { retriesMax: 2, expireSeconds: 600 }, async () => {
    await sweepUploads(options);
  });
  await options.jobs.schedule(queue, '27 * * * *');
}

/** Answers how many were swept. The file goes last: a row without a file misleads, a file without a row does not. */
export async function sweepUploads({
  records,
  files,
}: Pick<ContentOptions, 'records' | 'files'>): Promise<number> {
  let swept = 0;
  for (;;) {
    const stale = await staleUploads(records, perRound);
    for (const { id, fileKey } of stale) {
      if (!(await forgetUpload(records, id))) continue;
      await files.remove(fileKey);
      swept++;
    }
    if (stale.length < perRound) return swept;
  }
}
