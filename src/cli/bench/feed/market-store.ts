import { sql } from 'kysely';
import { newId, type ShopperId } from '#kernel/ids';
import { newToken } from '#organisations';
import { openColumnar } from '#platform/columnar';
import { openRecords, type Records } from '#platform/records';
import { openSealing } from '#platform/sealing';
import type { Stores } from '#platform/supervise';
import { fillPlans } from '../decide/plans-store.ts';
import { columnarDatabase } from '../scratch-instance.ts';
import { historyOf, namedId, plans, videoCount } from './history.ts';

export type MarketShopper = {
  /** Counted from 1. */
  readonly number: number;
  readonly id: ShopperId;
  readonly token: string;
};

/** Videos that each shopper has watched before. */
export const historyLength = 120;
const personOf = (number: number) => 1_000_000 + number;
const eventsPerInsert = 40_000;

export function openMarketRecords(stores: Stores): Records {
  return openRecords({ adminUrl: stores.recordsUrl, instanceSecret: stores.instanceSecret });
}

/** A market of 100,000 videos by a thousand accounts, a tenth of them advertised, and shoppers with a history. */
export async function fillMarket(stores: Stores, shopperCount: number): Promise<MarketShopper[]> {
  const records = openMarketRecords(stores);
  const columnar = openColumnar({ url: stores.columnarUrl, database: columnarDatabase });
  try {
    await fillPlans(records, plans);
    await fillVideos(records, plans + 1, videoCount);
    const shoppers = await signIn(records, stores, shopperCount);
    for (let from = 0; from < shoppers.length; from += 100)
      await keepHistories(records, shoppers.slice(from, from + 100));
    let lines: string[] = [];
    const send = async () => {
      if (lines.length === 0) return;
      await columnar.insert('events', Buffer.from(`${lines.join('\n')}\n`), `history up to ${lines.at(-1)}`);
      lines = [];
    };
    for (const { number } of shoppers) {
      lines.push(...eventLines(number));
      if (lines.length >= eventsPerInsert) await send();
    }
    await send();
    await records.market((trx) => sql`ANALYZE videos, video_counts, video_products, feed_seen`.execute(trx));
    return shoppers;
  } finally {
    await columnar.close();
    await records.close();
  }
}

/** Published videos by number, each with the product that its number names and the counts of its cards. */
export async function fillVideos(records: Records, first: number, last: number): Promise<void> {
  const id = (kind: string, n: ReturnType<typeof sql>) => sql`md5(${kind} || ${n})::uuid`;
  const organization = sql`md5('bench')::uuid`;
  const product = sql`(1 + (n - 1) % ${plans}::int)`;
  const each = sql`generate_series(${first}::int, ${last}::int) n`;
  await records.market(async (trx) => {
    await sql`SET LOCAL statement_timeout = '10min'`.execute(trx);
    await sql`INSERT INTO videos (id, organization_id, account_id, title, kind, state, file_key, bytes, duration_ms, width, height,
        published_at)
      SELECT ${id('video', sql`n`)}, ${organization}, ${id('account', sql`(${product} - 1) / 10 + 1`)}, 'Video ' || n, 'selling',
        'published', 'videos/bench.mp4', 1000000, 8000 + n % 30 * 1000, 720, 1280, now() - n % 5000 * interval '17 minutes'
      FROM ${each}`.execute(trx);
    await sql`INSERT INTO video_counts (organization_id, video_id, likes, comments)
      SELECT ${organization}, ${id('video', sql`n`)}, n::bigint * 7919 % 5000, n::bigint * 104729 % 300 FROM ${each}`.execute(
      trx,
    );
    await sql`INSERT INTO video_products (organization_id, video_id, product_id, position)
      SELECT ${organization}, ${id('video', sql`n`)}, ${id('product', product)}, 0 FROM ${each}`.execute(trx);
  });
}

async function signIn(records: Records, stores: Stores, count: number): Promise<MarketShopper[]> {
  const sealing = openSealing(stores.instanceSecret);
  const signed = Array.from({ length: count }, (_, place) => ({
    number: place + 1,
    id: newId('shopper'),
    token: newToken('shopperSession'),
  }));
  await records.market(async (trx) => {
    for (const { number, id, token } of signed) {
      await sql`INSERT INTO shoppers (id, person, sealed_with)
        VALUES (${id}, ${personOf(number)}, ${sealing.newKey()})`.execute(trx);
      await sql`INSERT INTO shopper_sessions (shopper_id, token_hash, expires_at)
        VALUES (${id}, ${token.hash}, now() + interval '1 day')`.execute(trx);
      await sql`INSERT INTO account_follows (shopper_id, account_id)
        SELECT ${id}, md5('account' || (1 + (${number}::int * 31 + k * 17) % ${plans / 10}::int))::uuid FROM generate_series(1, 3) k`.execute(
        trx,
      );
    }
  });
  return signed.map(({ number, id, token }) => ({ number, id, token: token.secret }));
}

async function keepHistories(records: Records, shoppers: readonly MarketShopper[]): Promise<void> {
  const rows = shoppers.flatMap(({ number, id }) =>
    historyOf(number, historyLength).map(({ video, watchRatio, agoMs }) => ({
      shopper_id: id,
      video_id: namedId(`video${video}`),
      watch_ratio: watchRatio,
      ago_ms: agoMs,
    })),
  );
  await records.market((trx) =>
    sql`INSERT INTO feed_seen (shopper_id, video_id, seen_at, watch_ratio)
      SELECT shopper_id, video_id, now() - ago_ms * interval '1 millisecond', watch_ratio
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(shopper_id uuid, video_id uuid, ago_ms bigint, watch_ratio real)`.execute(trx),
  );
}

/** An impression and a play of each showing, as telemetry would have written them. */
function eventLines(number: number): string[] {
  const now = Date.now();
  return historyOf(number, historyLength).flatMap(({ video, watchRatio, agoMs }) => {
    const at = new Date(now - agoMs).toISOString();
    const row = {
      organization_id: namedId('bench'),
      day: at.slice(0, 10),
      at,
      received_at: at,
      person: personOf(number),
      content_id: namedId(`video${video}`),
      duration_ms: 10_000,
    };
    const name = `${number}-${video}`;
    return [
      { ...row, event: 'Content Impression', message_id: `i${name}`, event_id: namedId(`i${name}`) },
      {
        ...row,
        event: 'Content Played',
        message_id: `p${name}`,
        event_id: namedId(`p${name}`),
        watch_ms: Math.round(watchRatio * 10_000),
      },
    ].map((event) => JSON.stringify(event));
  });
}
