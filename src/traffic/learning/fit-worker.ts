/** Fits neighbours in a thread of its own: a million pairs take seconds, in which the feed goes on serving. */
import { parentPort } from 'node:worker_threads';
import { fitRp3beta, type Interactions } from '#science/rp3beta';

parentPort?.on('message', (interactions: Interactions) => {
  parentPort?.postMessage(fitRp3beta(interactions));
});
