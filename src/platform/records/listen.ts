import pg from 'pg';
import type { Records } from './records.ts';

const reconnectMs = 500;
/** A line that died without a word is found out within this time. */
const heartbeatMs = 5_000;

export type Listening = {
  /** Told by NOTIFY; also the name that PostgreSQL shows of the connection. */
  readonly channel: string;
  /** The line is open, at first or again: whatever happened before has to be read. */
  readonly onOpen: () => void;
  readonly onNews: (payload: string) => void;
  readonly onError: (error: unknown) => void;
};

/** Hears what is told on a channel, at the commit of whoever tells it; answers how to stop. */
export function listenTo(records: Pick<Records, 'marketUrl'>, listening: Listening): () => Promise<void> {
  const { channel, onOpen, onNews, onError } = listening;
  let closed = false;
  let client: pg.Client | undefined;
  const listen = async (): Promise<void> => {
    while (!closed) {
      const next = new pg.Client({
        connectionString: records.marketUrl,
        application_name: channel,
        query_timeout: heartbeatMs,
      });
      let heartbeat: NodeJS.Timeout | undefined;
      try {
        const ended = new Promise<void>((resolve) => {
          next.on('error', () => resolve());
          next.on('end', () => resolve());
          heartbeat = setInterval(() => next.query('SELECT 1').catch(() => resolve()), heartbeatMs);
        });
        next.on('notification', ({ payload }) => onNews(payload ?? ''));
        await next.connect();
        await next.query(`LISTEN ${channel}`);
        // Whoever stopped meanwhile found no client to end.
        if (!closed) {
          client = next;
          onOpen();
          await ended;
        }
      } catch (error) {
        if (!closed) onError(error);
      } finally {
        clearInterval(heartbeat);
      }
      client = undefined;
      await next.end().catch(() => undefined);
      if (!closed) await new Promise((resolve) => setTimeout(resolve, reconnectMs));
    }
  };
  const running = listen();
  return async () => {
    closed = true;
    await client?.end().catch(() => undefined);
    await running;
  };
}
