import type { Log } from '#platform/log';
import type { Unavailable } from './why-unavailable.ts';

/** A store that is away refuses hundreds of requests a second: one line a minute says as much as all of them. */
const quietMs = 60_000;

/** Writes down why requests were answered with 503: the first of each cause at once, then how many more there were. */
export function tellUnavailable(log: Pick<Log, 'warn'>, now: () => number = () => performance.now()) {
  const told = new Map<string, { untilMs: number; untold: number }>();
  return ({ refusal: { code, reason } }: Unavailable, error: unknown, request: object): void => {
    const key = `${code} ${reason}`;
    const before = told.get(key);
    if (before && before.untilMs > now()) {
      before.untold++;
      return;
    }
    told.set(key, { untilMs: now() + quietMs, untold: 0 });
    log.warn(
      { err: error, code, reason, since: before?.untold ?? 0, ...request },
      'A request was answered with 503, because a store could not be asked.',
    );
  };
}
