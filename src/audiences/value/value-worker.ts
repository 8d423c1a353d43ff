/** Fits and scores in a thread of its own: it takes seconds, in which the server goes on answering. */
import { parentPort } from 'node:worker_threads';
import { scoreBuyers } from './score-buyers.ts';
import { fitValue } from './value-fit.ts';
import type { ThreadQuestion } from './value-thread.ts';

parentPort?.on('message', (question: ThreadQuestion) => {
  parentPort?.postMessage(
    question.kind === 'fit' ? fitValue(question.material) : scoreBuyers(question.models, question.buyers),
  );
});
