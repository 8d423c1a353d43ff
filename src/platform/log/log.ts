import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import pino, { type Logger } from 'pino';

export type Log = Logger;

const current = new AsyncLocalStorage<string>();

/**
 * JSON lines on stdout, one per event; the supervisor keeps them in files and shows people the few that are
 * meant for them. `traceparent` (W3C Trace Context) of the request or job under way is on every line.
 */
export function createLog(name: string, level = 'info'): Log {
  return pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const traceparent = current.getStore();
        return traceparent ? { traceparent } : {};
      },
      redact: {
        paths: ['password', '*.password', 'authorization', '*.authorization', '*.cookie'],
        censor: '(hidden)',
      },
    },
    // Written at once: what waits for the end is tried again for ever when the supervisor that read it was killed.
    pino.destination({ fd: 1, sync: true }),
  );
}

/** A line that also appears on the terminal of whoever typed `npm start`: progress, addresses, mishaps. */
export const say = (log: Log, text: string): void => log.info({ say: true }, text);

/** Everything logged while `work` runs carries this trace. */
export const withTraceparent = <T>(traceparent: string, work: () => T): T => current.run(traceparent, work);

export const currentTraceparent = (): string | undefined => current.getStore();

/** Goes on with the caller's trace under a new span, or begins a trace when the header is missing or broken. */
export function continueTraceparent(header: string | undefined): string {
  const found = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/.exec(header ?? '');
  const trace = found?.[1] && !/^0+$/.test(found[1]) ? found[1] : randomBytes(16).toString('hex');
  return `00-${trace}-${randomBytes(8).toString('hex')}-${found?.[2] ?? '01'}`;
}
