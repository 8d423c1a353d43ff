/** Fits neighbours in a thread of its own: a million pairs take seconds, in which the feed goes on serving. */
import { parentPort } from 'node:worker_threads';
import { fitRp3beta, type Interactions } from '#science/rp3beta';

parentPort?.on('message', (interactions: Interactions) => {
  const neighbours = fitRp3beta(interactions);
  const { counts, items, weights } = neighbours;
  // Handed over, not copied: they are tens of megabytes, which the thread that serves would read one by one.
  parentPort?.postMessage(neighbours, [counts.buffer, items.buffer, weights.buffer]);
});
