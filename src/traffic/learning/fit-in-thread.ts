import { Worker } from 'node:worker_threads';
import type { Interactions, Neighbours } from '#science/rp3beta';

/** Fits in a thread that ends with the fit, so that an idle server holds no memory for it. */
export function fitInThread(interactions: Interactions, signal: AbortSignal): Promise<Neighbours> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./fit-worker.ts', import.meta.url));
    const end = () => void worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    worker.once('message', (neighbours: Neighbours) => {
      resolve(neighbours);
      end();
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', end);
      reject(new Error('The fit ended without an answer.'));
    });
    worker.postMessage(interactions);
  });
}
