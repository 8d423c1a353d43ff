import type pg from 'pg';
import type { Manifest } from './manifest.ts';

type Position = Manifest['outboxPositions'][number];

export async function readPositions(client: pg.Client): Promise<Position[]> {
  const { rows } = await client.query<Position>(
    `SELECT subscriber, transaction_id::text AS "transactionId", outbox_id::text AS "outboxId" FROM outbox_positions`,
  );
  return rows;
}

/** Puts every subscriber back to where it was; one that registered later begins from the start. */
export async function putBackPositions(client: pg.Client, positions: readonly Position[]): Promise<void> {
  await client.query('BEGIN');
  await client.query("UPDATE outbox_positions SET transaction_id = '0', outbox_id = 0");
  for (const { subscriber, transactionId, outboxId } of positions)
    await client.query(
      'UPDATE outbox_positions SET transaction_id = $2::xid8, outbox_id = $3 WHERE subscriber = $1',
      [subscriber, transactionId, outboxId],
    );
  await client.query('COMMIT');
}
