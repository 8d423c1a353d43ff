import { Session } from 'chdb';
import type { Landed } from './landed-rows-store.ts';

/** Enough inserts that background merging has its share, as it has under the collector. */
const inserts = 12;

/**
 * What the engine itself can do on this machine: the same rows into the same table, in large fsynced inserts
 * of ready text through one session, with no network, no checks and nobody to answer. Events per second.
 */
export async function referenceInserts(folder: string, { ddl, blocks }: Landed): Promise<number> {
  if (blocks.length === 0) throw new Error('There are no rows to compare with.');
  const session = new Session(folder);
  try {
    session.query('CREATE DATABASE meadow');
    session.query(ddl);
    // A slow machine gives fewer blocks than inserts; a repeated block must be written again, not dropped.
    session.query('SET insert_deduplicate = 0');
    const insert = async (number: number) => {
      const values = blocks[number % blocks.length] as Buffer;
      return (await session.insert({ table: 'meadow.events', values, format: 'TabSeparated' })).rowsWritten;
    };
    await insert(0);
    const began = performance.now();
    let rows = 0;
    for (let number = 1; number <= inserts; number++) rows += await insert(number);
    return (rows / (performance.now() - began)) * 1_000;
  } finally {
    session.close();
  }
}
