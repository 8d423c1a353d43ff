import type { Columnar } from '#platform/columnar';
import { newRouter, problem } from '#platform/http';
import type { Records } from '#platform/records';

export type StoreHealth = { readonly records: boolean; readonly columnar: boolean };

const patienceMs = 2_000;

/** Asks both stores at once; a store that takes longer than two seconds counts as away. */
export async function storeHealth(records: Records, columnar: Columnar): Promise<StoreHealth> {
  const [recordsUp, columnarUp] = await Promise.all([
    answers(records.ping().then(() => true)),
    answers(columnar.ping(AbortSignal.timeout(patienceMs))),
  ]);
  return { records: recordsUp, columnar: columnarUp };
}

async function answers(asked: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([asked.catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * `/healthz` says that the process answers, `/readyz` that it can do its work. A balancer takes a server out on
 * `/readyz`; a supervisor restarts it on `/healthz`.
 */
export function healthRoutes(records: Records, columnar: Columnar, isReady: () => boolean) {
  const router = newRouter();
  router.get('/healthz', (c) => c.json({ status: 'ok' }));
  router.get('/readyz', async (c) => {
    const health = await storeHealth(records, columnar);
    if (isReady() && health.records && health.columnar) return c.json({ status: 'ready', ...health });
    const code = health.records ? 'columnar_unavailable' : 'records_unavailable';
    const away = [!health.records && 'records', !health.columnar && 'columnar'].filter(Boolean).join(' and ');
    const sinceMs = health.columnar ? null : columnar.awaySinceMs();
    return problem(
      c,
      { code, detail: away ? `Not ready: ${away} away.` : 'Not ready: the server is starting.' },
      undefined,
      sinceMs === null ? undefined : new Date(sinceMs).toISOString(),
    );
  });
  return router;
}
