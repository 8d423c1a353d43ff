import type { OrganizationId } from '#kernel/ids';

export type SharedBriefly<Value> = {
  /**
   * The answer under a key of an organisation: worked out once for all who ask at the same time, and given to
   * whoever asks again within `keepMs`. The work is told to stop only when everyone who waits for it has left.
   */
  readonly ask: (
    organizationId: OrganizationId,
    key: string,
    work: (signal: AbortSignal) => Promise<Value>,
    signal?: AbortSignal,
  ) => Promise<Value>;
  /** What is asked from now on is worked out anew, also where an answer is on its way. */
  readonly forget: (organizationId: OrganizationId) => void;
};

type Shared<Value> = {
  readonly answer: Promise<Value>;
  readonly leave: () => void;
  readonly join: () => void;
};

/** More than a busy screen asks; an organisation that asks for more has its oldest answers forgotten first. */
const keptMax = 200;

/** Ten screens that hear the same news ask the same questions within a breath; the store is asked once. */
export function sharedBriefly<Value>(keepMs: number): SharedBriefly<Value> {
  const kept = new Map<OrganizationId, Map<string, Shared<Value>>>();

  const begin = (
    organizationId: OrganizationId,
    key: string,
    work: (signal: AbortSignal) => Promise<Value>,
  ): Shared<Value> => {
    const own = kept.get(organizationId) ?? new Map<string, Shared<Value>>();
    kept.set(organizationId, own);
    const stop = new AbortController();
    let waiting = 0;
    const drop = () => {
      if (own.get(key) === shared) own.delete(key);
      if (own.size === 0 && kept.get(organizationId) === own) kept.delete(organizationId);
    };
    const answer = work(stop.signal);
    const shared: Shared<Value> = {
      answer,
      join: () => {
        waiting += 1;
      },
      leave: () => {
        waiting -= 1;
        if (waiting > 0) return;
        // Nobody may join work that is being stopped.
        drop();
        stop.abort();
      },
    };
    const oldest = own.size >= keptMax ? own.keys().next().value : undefined;
    if (oldest !== undefined) own.delete(oldest);
    own.set(key, shared);
    answer.then(() => {
      if (keepMs > 0) setTimeout(drop, keepMs).unref();
      else drop();
    }, drop);
    return shared;
  };

  return {
    ask: async (organizationId, key, work, signal) => {
      const shared = kept.get(organizationId)?.get(key) ?? begin(organizationId, key, work);
      shared.join();
      // Whoever never leaves keeps the work going to its end.
      const leave = () => shared.leave();
      if (signal?.aborted) leave();
      else signal?.addEventListener('abort', leave, { once: true });
      try {
        return await shared.answer;
      } finally {
        signal?.removeEventListener('abort', leave);
      }
    },
    forget: (organizationId) => {
      kept.delete(organizationId);
    },
  };
}
