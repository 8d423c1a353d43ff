import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BuyerHistory } from './histories-store.ts';
import type { Score, ValueModels } from './score-buyers.ts';
import type { ValueFit, ValueMaterial } from './value-fit.ts';

export type ThreadQuestion =
  | { readonly kind: 'fit'; readonly material: ValueMaterial }
  | { readonly kind: 'score'; readonly models: ValueModels; readonly buyers: readonly BuyerHistory[] };

/** Answers one question after the other. */
export type ValueThread = {
  readonly fit: (material: ValueMaterial) => Promise<ValueFit>;
  readonly score: (models: ValueModels, buyers: readonly BuyerHistory[]) => Promise<readonly Score[]>;
};

/** Work in a thread that ends with it, so that an idle server holds no memory for it. */
export async function withValueThread<Value>(
  signal: AbortSignal,
  work: (thread: ValueThread) => Promise<Value>,
): Promise<Value> {
  const worker = new Worker(new URL('./value-worker.ts', import.meta.url));
  const ended = new AbortController();
  worker.once('exit', () => ended.abort(new Error('The thread ended without an answer.')));
  const ask = async (question: ThreadQuestion): Promise<unknown> => {
    const answered = once(worker, 'message', { signal: AbortSignal.any([signal, ended.signal]) });
    worker.postMessage(question);
    const [answer] = await answered;
    return answer;
  };
  try {
    return await work({
      fit: async (material) => (await ask({ kind: 'fit', material })) as ValueFit,
      score: async (models, buyers) => (await ask({ kind: 'score', models, buyers })) as readonly Score[],
    });
  } finally {
    await worker.terminate();
  }
}
