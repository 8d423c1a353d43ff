import { createServer } from 'node:net';

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** For what never comes; nobody waits so long where all is well, however slow the machine. */
const patienceMs = 240_000;

/** Waits until it holds; one that throws does not hold yet. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > end) throw new Error(`Waited ${patienceMs / 1_000} s, but not: ${what}.`);
    await pause(200);
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
