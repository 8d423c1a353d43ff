import { pause } from './waiting.ts';

export type SenderReport = {
  /** Ids of events that were acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
  /** Answers by status; 0 where there was none. */
  readonly answers: Readonly<Record<number, number>>;
  /** Refusals that did not say when to come again; there must be none. */
  readonly withoutRetryAfter: number;
  readonly slowestMs: number;
};

/**
 * Posts batches to `/v1/batch` until told to finish, as an SDK does: what was not acknowledged is sent again with
 * the same ids. One event of each batch has no time of its own, the hardest to count once.
 */
export function sendForever(url: string, writeKey: string, event: string, senders = 2) {
  let isOver = false;
  let isAbandoned = false;
  const acknowledged = new Set<string>();
  const answers: Record<number, number> = {};
  let withoutRetryAfter = 0;
  let slowestMs = 0;
  const post = async (batch: readonly object[]): Promise<boolean> => {
    const started = performance.now();
    const answer = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ batch }),
    }).catch(() => null);
    if (answer === null) {
      answers[0] = (answers[0] ?? 0) + 1;
      return false;
    }
    await answer.arrayBuffer();
    slowestMs = Math.max(slowestMs, Math.round(performance.now() - started));
    answers[answer.status] = (answers[answer.status] ?? 0) + 1;
    if (answer.status === 503 && !(Number(answer.headers.get('retry-after')) > 0)) withoutRetryAfter += 1;
    return answer.ok;
  };
  const send = async (name: number) => {
    for (let n = 0; !isOver; n += 1) {
      const batch = Array.from({ length: 20 }, (_, place) => ({
        type: 'track',
        event,
        messageId: `${event}-${name}-${n}-${place}`,
        userId: `u${place}`,
        ...(place === 0 ? {} : { timestamp: new Date(Date.now() - place).toISOString() }),
      }));
      // Sooner than Retry-After asks for: impatience must do no harm.
      while (!(await post(batch))) {
        if (isAbandoned) return;
        await pause(200);
      }
      for (const { messageId } of batch) acknowledged.add(messageId);
      await pause(20);
    }
  };
  const sending = Promise.all(Array.from({ length: senders }, (_, name) => send(name)));
  return {
    acknowledgedNow: () => acknowledged.size,
    refusedNow: () => answers[503] ?? 0,
    /** Leaves what is not acknowledged: for a test that has failed already. */
    abandon: () => {
      isOver = true;
      isAbandoned = true;
    },
    /** Resolves when the last batches are acknowledged. */
    finish: async (): Promise<SenderReport> => {
      isOver = true;
      await sending;
      return { acknowledged, answers, withoutRetryAfter, slowestMs };
    },
  };
}
