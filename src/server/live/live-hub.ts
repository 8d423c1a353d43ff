import { sql } from 'kysely';
import pg from 'pg';
import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';

/**
 * What a screen may learn as it happens. `facts`: numbers may have changed. `import`: an import moved on.
 * `store`: the store of the numbers went away or came back.
 */
export type LiveKind = 'facts' | 'import' | 'store';
export type LiveNews = { readonly organizationId: OrganizationId; readonly kind: 'facts' | 'import' };

export type LiveHub = {
  /** Tells every server's screens; repeats within the interval are merged into one. */
  readonly announce: (news: LiveNews) => void;
  /** Tells the screens of this server only: each server sees for itself whether the store answers. */
  readonly announceStore: () => void;
  readonly subscribe: (organizationId: OrganizationId, send: (kind: LiveKind) => void) => () => void;
  /** Hears all news, of every organisation, as they arrive from any server. */
  readonly hear: (listener: (news: LiveNews) => void) => void;
  /**
   * How long ago, in ms, facts of an organisation were last said to have changed; never longer than this server
   * has listened, because what was said before that nobody heard.
   */
  readonly factsAgoMs: (organizationId: OrganizationId) => number;
  readonly subscribers: () => number;
  readonly close: () => Promise<void>;
};

const channel = 'meadow_live';
/** An order must reach a screen within three seconds; half a second of merging spares a busy screen. */
const mergeMs = 500;
const reconnectMs = 1_000;

/**
 * News travel by NOTIFY, so a screen on one server hears of facts that another wrote. They carry no data: a
 * screen asks the metric API again, under its own permissions.
 */
export function openLiveHub(records: Records, onError: (error: unknown) => void): LiveHub {
  const listeners = new Map<OrganizationId, Set<(kind: LiveKind) => void>>();
  const hearing: ((news: LiveNews) => void)[] = [];
  const latestFacts = new Map<OrganizationId, number>();
  let listeningSinceMs = Number.POSITIVE_INFINITY;
  const pending = new Map<string, NodeJS.Timeout>();
  let closed = false;
  let client: pg.Client | undefined;

  const listen = async (): Promise<void> => {
    while (!closed) {
      const next = new pg.Client({ connectionString: records.marketUrl, application_name: 'meadow_live' });
      try {
        next.on('notification', (message) => deliver(message.payload ?? ''));
        await next.connect();
        await next.query(`LISTEN ${channel}`);
        latestFacts.clear();
        listeningSinceMs = performance.now();
        client = next;
        await new Promise<void>((resolve) => {
          next.on('error', () => resolve());
          next.on('end', () => resolve());
        });
      } catch (error) {
        if (!closed) onError(error);
      }
      client = undefined;
      listeningSinceMs = Number.POSITIVE_INFINITY;
      await next.end().catch(() => undefined);
      if (!closed) await new Promise((resolve) => setTimeout(resolve, reconnectMs));
    }
  };
  const deliver = (payload: string): void => {
    const [organizationId, kind] = payload.split(' ') as [OrganizationId, LiveNews['kind']];
    if (kind === 'facts') latestFacts.set(organizationId, performance.now());
    // First those who keep answers, then the screens that ask for new ones.
    for (const listener of hearing) listener({ organizationId, kind });
    for (const send of listeners.get(organizationId) ?? []) send(kind);
  };
  const listening = listen();

  return {
    announce: ({ organizationId, kind }) => {
      const payload = `${organizationId} ${kind}`;
      if (closed || pending.has(payload)) return;
      pending.set(
        payload,
        setTimeout(() => {
          pending.delete(payload);
          records.market((trx) => sql`SELECT pg_notify(${channel}, ${payload})`.execute(trx)).catch(onError);
        }, mergeMs),
      );
    },
    announceStore: () => {
      for (const sends of listeners.values()) for (const send of sends) send('store');
    },
    subscribe: (organizationId, send) => {
      const set = listeners.get(organizationId) ?? new Set();
      listeners.set(organizationId, set.add(send));
      return () => {
        set.delete(send);
        // Leaving twice must not take away the set that others have joined since.
        if (set.size === 0 && listeners.get(organizationId) === set) listeners.delete(organizationId);
      };
    },
    hear: (listener) => {
      hearing.push(listener);
    },
    factsAgoMs: (organizationId) =>
      Math.max(0, performance.now() - (latestFacts.get(organizationId) ?? listeningSinceMs)),
    subscribers: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
    close: async () => {
      closed = true;
      for (const timer of pending.values()) clearTimeout(timer);
      await client?.end().catch(() => undefined);
      await listening;
    },
  };
}
