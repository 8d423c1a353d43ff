import { sql } from 'kysely';
import type { Records } from '#platform/records';
import type { ChargeRequest, ProviderAnswer, ProviderReport, ReturnRequest } from '../provider.ts';
import type { Behaviour } from './behaviour.ts';

/** What the test provider remembers, kept apart from our own records of payments as another company's would be. */
export type TestCharges = ReturnType<typeof testCharges>;

/** A callback is tried again this often before the provider gives up, as real ones do. */
const callbackTriesMax = 20;
/** While one server delivers a callback, others leave it alone for so long. */
const deliveryLeaseSeconds = 30;

/** A charge whose time has come is read as what it becomes. */
const stateNow = (nowMs: number) => sql`
  CASE WHEN state = 'pending' AND ripe_at <= ${new Date(nowMs).toISOString()}::timestamptz THEN outcome ELSE state END`;
const columns = (
  nowMs: number,
) => sql`kind, request_id AS "requestId", reference, amount, currency, ${stateNow(nowMs)} AS state,
  CASE WHEN ${stateNow(nowMs)} = 'failed' THEN 'declined' END AS failure`;

export function testCharges(records: Records) {
  return {
    addCharge: (request: ChargeRequest, behaviour: Behaviour, nowMs: number) =>
      add(records, { ...request, kind: 'charge', ofReference: null }, behaviour, nowMs),

    /** Null when the charge is unknown, or less is left of it than should go back. */
    addReturn: (request: ReturnRequest, behaviour: Behaviour, nowMs: number) =>
      add(records, { ...request, kind: 'return' }, behaviour, nowMs),

    returnsOf: async (ofReference: string): Promise<Behaviour['returns'] | null> => {
      const row = await records.market((trx) =>
        trx
          .selectFrom('test_charges')
          .select('returns')
          .where('reference', '=', ofReference)
          .executeTakeFirst(),
      );
      return (row?.returns as Behaviour['returns'] | undefined) ?? null;
    },

    find: async (requestId: string, nowMs: number): Promise<ProviderAnswer | null> => {
      const { rows } = await records.market((trx) =>
        sql<ProviderReport>`SELECT ${columns(nowMs)} FROM test_charges WHERE request_id = ${requestId}`.execute(
          trx,
        ),
      );
      return rows[0] ?? null;
    },

    /** Callbacks to deliver now, each lent to this server for a while. */
    dueCallbacks: async (nowMs: number, max: number): Promise<readonly ProviderReport[]> => {
      const { rows } = await records.market((trx) =>
        sql<ProviderReport>`
          UPDATE test_charges SET callback_at = ${new Date(nowMs).toISOString()}::timestamptz + make_interval(secs => ${deliveryLeaseSeconds}),
            state = ${stateNow(nowMs)}
          WHERE reference IN (
            SELECT reference FROM test_charges WHERE callbacks_left > 0 AND callback_at <= ${new Date(nowMs).toISOString()}::timestamptz
            ORDER BY callback_at LIMIT ${max} FOR UPDATE SKIP LOCKED)
          RETURNING ${columns(nowMs)}`.execute(trx),
      );
      return rows;
    },

    delivered: (reference: string, wasHeard: boolean, nowMs: number): Promise<void> =>
      records.market(async (trx) => {
        await sql`
          UPDATE test_charges SET
            callbacks_left = CASE WHEN ${wasHeard} THEN greatest(callbacks_left - 1, 0)
              WHEN callback_tries + 1 >= ${callbackTriesMax} THEN 0 ELSE callbacks_left END,
            callback_tries = callback_tries + 1,
            callback_at = ${new Date(nowMs).toISOString()}::timestamptz
              + make_interval(secs => CASE WHEN ${wasHeard} THEN 0.5 ELSE least(600, power(2, callback_tries)) END)
          WHERE reference = ${reference}`.execute(trx);
      }),
  };
}

type Addition = {
  readonly requestId: string;
  readonly amount: number;
  readonly currency: string;
  readonly kind: 'charge' | 'return';
  readonly ofReference: string | null;
};

function add(records: Records, asked: Addition, behaviour: Behaviour, nowMs: number) {
  const ripeAt = new Date(nowMs + behaviour.ripeAfterMs).toISOString();
  return records.market(async (trx): Promise<ProviderAnswer | null> => {
    // Two returns of one charge take turns, so that together they cannot exceed it.
    if (asked.ofReference)
      await sql`SELECT FROM test_charges WHERE reference = ${asked.ofReference} FOR UPDATE`.execute(trx);
    await sql`
      INSERT INTO test_charges (reference, request_id, kind, of_reference, amount, currency, state, outcome, returns, ripe_at,
        callbacks_left, callback_at)
      SELECT ${`test_${asked.requestId.replaceAll('-', '')}`}, ${asked.requestId}, ${asked.kind}, ${asked.ofReference}, ${asked.amount},
        ${asked.currency}, ${behaviour.answer}, ${behaviour.outcome}, ${behaviour.returns}, ${ripeAt}, ${behaviour.callbacks}, ${ripeAt}
      WHERE ${asked.kind} = 'charge' OR EXISTS (
        SELECT FROM test_charges c WHERE c.reference = ${asked.ofReference} AND c.currency = ${asked.currency}
          AND ${asked.amount} + (SELECT coalesce(sum(r.amount), 0) FROM test_charges r
            WHERE r.of_reference = c.reference AND r.state <> 'failed' AND r.request_id <> ${asked.requestId}) <= c.amount)
      ON CONFLICT (request_id) DO NOTHING`.execute(trx);
    const { rows } = await sql<ProviderReport>`
      SELECT ${columns(nowMs)} FROM test_charges WHERE request_id = ${asked.requestId}`.execute(trx);
    return rows[0] ?? null;
  });
}
