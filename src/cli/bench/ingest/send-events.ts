import { Pool } from 'undici';
import { batches } from './event-stream.ts';

export const batchSize = 250;
/** Requests under way at the same time. */
const connections = 24;

export type Sending = {
  /** Of the measured span. */
  readonly measured: number;
  readonly eventsPerSecond: number;
  readonly ackMsP99: number;
  readonly ackMsMedian: number;
  /** Of the whole run, warming up included. */
  readonly acknowledged: number;
  readonly bytesPerEvent: number;
};

/** Sends as fast as answers come, and times the answers after warming up. An answer means: on disk. */
export async function sendEvents(
  url: string,
  writeKey: string,
  { warmMs, measureMs, onWarm }: { warmMs: number; measureMs: number; onWarm: () => void },
): Promise<Sending> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  const bodies = batches(batchSize, Date.now());
  const begin = performance.now();
  const measureFrom = begin + warmMs;
  const end = measureFrom + measureMs;
  const ackMs: number[] = [];
  setTimeout(onWarm, warmMs);
  let acknowledged = 0;
  let measured = 0;
  let lastAck = measureFrom;
  let bytes = 0;

  const sendUntilEnd = async () => {
    while (performance.now() < end) {
      const body = bodies.next().value as Buffer;
      bytes += body.length;
      const sentAt = performance.now();
      const answer = await pool.request({
        method: 'POST',
        path: '/v1/batch',
        headers: { authorization, 'content-type': 'application/json' },
        body,
      });
      const text = await answer.body.text();
      const now = performance.now();
      if (answer.statusCode !== 200) throw new Error(`The collector answered ${answer.statusCode}: ${text}`);
      const { accepted } = JSON.parse(text) as { accepted: number };
      if (accepted !== batchSize)
        throw new Error(`Of ${batchSize} events ${accepted} were accepted: ${text}`);
      acknowledged += accepted;
      if (sentAt < measureFrom) continue;
      measured += accepted;
      lastAck = now;
      ackMs.push(now - sentAt);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, sendUntilEnd));
  } finally {
    await pool.close();
  }
  ackMs.sort((one, other) => one - other);
  return {
    measured,
    eventsPerSecond: (measured / (lastAck - measureFrom)) * 1_000,
    ackMsP99: quantile(ackMs, 0.99),
    ackMsMedian: quantile(ackMs, 0.5),
    acknowledged,
    bytesPerEvent: bytes / (acknowledged || 1),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
