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

/** Rows that landed, in blocks of up to `blockRows`, and the table they lie in; fewer blocks where fewer landed. */
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
      const lines = await text(stream);
      if (lines === '') break;
      taken.push(Buffer.from(lines));
    }
    return { ddl, blocks: taken };
  } finally {
    await client.close();
  }
}
