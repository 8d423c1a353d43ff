import { Session } from 'chdb';
import type { Landed } from './landed-rows-store.ts';

/**
 * What the engine itself can do on this machine: the same rows into the same table, in large fsynced inserts
 * of ready text through one session, with no network, no checks and nobody to answer. Events per second.
 */
export async function referenceInserts(
  folder: string,
  { ddl, blocks }: Landed,
  blockRows: number,
): Promise<number> {
  const session = new Session(folder);
  try {
    session.query('CREATE DATABASE meadow');
    session.query(ddl);
    const insert = (values: Buffer) =>
      session.insert({ table: 'meadow.events', values, format: 'TabSeparated' });
    const [first, ...rest] = blocks;
    if (!first || rest.length === 0) throw new Error('There are no rows to compare with.');
    await insert(first);
    const began = performance.now();
    for (const block of rest) await insert(block);
    return ((rest.length * blockRows) / (performance.now() - began)) * 1_000;
  } finally {
    session.close();
  }
}
