import { sql } from 'kysely';
import type { OrganizationId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { OutboxMessage } from './outbox.ts';

/**
 * Takes the next messages for a subscriber in commit order and moves its position when `handle` resolves.
 * Answers how many there were, or null when another server is at it. Only transactions below the oldest one
 * still running are read: a lower id may otherwise commit after a higher one was taken, and be lost.
 */
export async function relayOnce(
  records: Records,
  subscriber: string,
  topics: readonly string[],
  batchMax: number,
  handle: (messages: readonly OutboxMessage[]) => Promise<void>,
): Promise<number | null> {
  return records.relay(async (trx) => {
    const position = await lockPosition(trx, subscriber);
    if (!position) return null;
    const rows = await trx
      .selectFrom('outbox')
      .select(['id', 'organization_id', 'topic', 'payload', 'traceparent', 'created_at'])
      .select(sql<string>`transaction_id::text`.as('transaction_id'))
      .where(
        sql<boolean>`(transaction_id, id) > (${position.transaction_id}::xid8, ${position.outbox_id})
          AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())`,
      )
      .where('topic', 'in', topics)
      .orderBy('transaction_id')
      .orderBy('id')
      .limit(batchMax)
      .execute();
    const last = rows.at(-1);
    if (!last) {
      await passOver(trx, subscriber, position.horizon);
      return 0;
    }
    await handle(
      rows.map((row) => ({
        id: row.id,
        organizationId: row.organization_id as OrganizationId,
        topic: row.topic,
        payload: row.payload,
        traceparent: row.traceparent,
        createdAt: row.created_at,
      })),
    );
    await trx
      .updateTable('outbox_positions')
      .set({ transaction_id: last.transaction_id, outbox_id: last.id, updated_at: sql`now()` })
      .where('subscriber', '=', subscriber)
      .execute();
    return rows.length;
  });
}

/**
 * Topics of which something became readable since the transaction that the last look ended before, and where this one
 * ends. What is read here is below the horizon, as in `relayOnce`, so every message is seen by exactly one look.
 */
export async function lookOut(
  records: Records,
  since: string,
): Promise<{ readonly horizon: string; readonly topics: ReadonlySet<string> }> {
  const { rows } = await records.marketPool.query<{ horizon: string; topics: string[] | null }>({
    name: 'outbox-look-out',
    text: `
      WITH now AS MATERIALIZED (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon)
      SELECT horizon::text, (SELECT array_agg(DISTINCT topic) FROM outbox
        WHERE transaction_id >= $1::xid8 AND transaction_id < horizon) AS topics FROM now`,
    values: [since],
  });
  return { horizon: rows[0]?.horizon ?? since, topics: new Set(rows[0]?.topics) };
}

export async function registerSubscriber(records: Records, subscriber: string): Promise<void> {
  await records.market((trx) =>
    trx
      .insertInto('outbox_positions')
      .values({ subscriber })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

/** How far behind a subscriber is: messages of its topics not yet handled, and the age of the oldest in ms. */
export async function backlog(
  records: Records,
  subscriber: string,
  topics: readonly string[],
): Promise<{ messages: number; oldestMs: number }> {
  const { rows } = await records.market((trx) =>
    sql<{ messages: number; oldest_ms: number | null }>`
      SELECT count(*)::int AS messages, extract(epoch FROM now() - min(o.created_at))::float8 * 1000 AS oldest_ms
      FROM outbox o, outbox_positions p
      WHERE p.subscriber = ${subscriber} AND (o.transaction_id, o.id) > (p.transaction_id, p.outbox_id)
        AND o.topic = ANY (${topics as string[]})`.execute(trx),
  );
  return { messages: rows[0]?.messages ?? 0, oldestMs: rows[0]?.oldest_ms ?? 0 };
}

/** Forgets messages that every subscriber has handled and that are older than the given age. */
export async function pruneOutbox(records: Records, olderThanMs: number): Promise<void> {
  await records.market((trx) =>
    sql`DELETE FROM outbox
        WHERE created_at < now() - make_interval(secs => ${olderThanMs / 1000})
          AND transaction_id < (SELECT min(transaction_id) FROM outbox_positions)`.execute(trx),
  );
}

async function lockPosition(
  trx: Trx,
  subscriber: string,
): Promise<{ transaction_id: string; outbox_id: number; horizon: string } | undefined> {
  // An advisory lock, not a row lock: a row lock would give this transaction a number, and its age while the
  // handler works would hold every other subscriber back.
  const { rows } = await sql<{ locked: boolean }>`
    SELECT pg_try_advisory_xact_lock(460049, hashtext(${subscriber})) AS locked`.execute(trx);
  if (!rows[0]?.locked) return undefined;
  return trx
    .selectFrom('outbox_positions')
    .select(['outbox_id'])
    .select(sql<string>`transaction_id::text`.as('transaction_id'))
    .select(sql<string>`pg_snapshot_xmin(pg_current_snapshot())::text`.as('horizon'))
    .where('subscriber', '=', subscriber)
    .executeTakeFirst();
}

/** How far a subscriber that nothing is for may lie behind, in seconds. */
const passOverSeconds = 5;

/**
 * Moves a subscriber past messages that were not for it, now and then. Otherwise it would read over all that was
 * ever said to others at every look, and nothing of it could be pruned. Every transaction below the horizon had
 * ended before the messages were read, so none of its own is passed over.
 */
async function passOver(trx: Trx, subscriber: string, horizon: string): Promise<void> {
  await sql`
    UPDATE outbox_positions SET transaction_id = ${horizon}::xid8, outbox_id = 0, updated_at = now()
    WHERE subscriber = ${subscriber} AND transaction_id < ${horizon}::xid8
      AND updated_at < now() - make_interval(secs => ${passOverSeconds})`.execute(trx);
}
