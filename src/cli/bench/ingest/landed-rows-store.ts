import { text } from 'node:stream/consumers';
import { createClient } from '@clickhouse/client';

const database = 'meadow';

/** Distinct events in the store, to prove that what was acknowledged is there, once. */
export async function countLanded(columnarUrl: string): Promise<number> {
  const client = createClient({ url: columnarUrl, database });
  try {
    const result = await client.query({
      query: 'SELECT count() AS events FROM events FINAL',
      format: 'JSONEachRow',
    });
    const rows = await result.json<{ events: string | number }>();
    return Number(rows[0]?.events ?? 0);
  } finally {
    await client.close();
  }
}

export type Landed = { readonly ddl: string; readonly blocks: readonly Buffer[] };

/** The very rows that landed, in blocks, and the table they lie in. */
export async function takeLanded(columnarUrl: string, blockRows: number, blocks: number): Promise<Landed> {
  const client = createClient({ url: columnarUrl, database, request_timeout: 60_000 });
  try {
    const shown = await client.query({ query: 'SHOW CREATE TABLE events', format: 'JSONEachRow' });
    const ddl = (await shown.json<{ statement: string }>())[0]?.statement ?? '';
    const taken: Buffer[] = [];
    for (let block = 0; block < blocks; block++) {
      const { stream } = await client.exec({
        query: `SELECT * FROM events LIMIT ${blockRows} OFFSET ${block * blockRows} FORMAT TabSeparated`,
      });
      taken.push(Buffer.from(await text(stream)));
    }
    return { ddl, blocks: taken };
  } finally {
    await client.close();
  }
}
