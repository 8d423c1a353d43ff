import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Columnar, migrateColumnar, openColumnar } from '#platform/columnar';
import { startColumnarProcess } from '#platform/columnar-process';
import { openSpine, type Spine, view } from '../spine-fixture.ts';

let spine: Spine;
let columnar: Columnar;
let store: Awaited<ReturnType<typeof start>>;
let dataDir: string;

const start = (port = 0) =>
  startColumnarProcess({ dataDir, port, password: 'test', memoryBytesMax: 2 ** 30, poolSize: 2 });

beforeAll(async () => {
  spine = await openSpine({ columnar: () => proxy });
  dataDir = join(spine.world.folder, 'columnar');
  store = await start();
  await migrateColumnar(store.url);
  columnar = openColumnar({ url: store.url });
});
afterAll(async () => {
  await columnar.close();
  await store.stop();
  await spine.close();
});

/** A columnar store of this file's own, which may be killed without hurting other tests. */
const proxy: Columnar = {
  query: (...args) => columnar.query(...args),
  insert: (...args) => columnar.insert(...args),
  insertBinary: (...args) => columnar.insertBinary(...args),
  command: (...args) => columnar.command(...args),
  ping: () => columnar.ping(),
  awaySinceMs: () => columnar.awaySinceMs(),
  onPresence: (listener) => columnar.onPresence(listener),
  database: 'meadow',
  close: () => Promise.resolve(),
};

const landed = async () => {
  const { rows } = await columnar.query<{ id: string; copies: number }>(
    { kind: 'organization', organizationId: spine.organizationId },
    { sql: 'SELECT message_id AS id, count() AS copies FROM $events GROUP BY message_id' },
  );
  return new Map(rows.map(({ id, copies }) => [id, copies]));
};

it('loses and doubles nothing it acknowledged when the columnar store is killed under load', async () => {
  const acknowledged = new Set<string>();
  let refused = 0;
  let isOver = false;
  const sender = async (name: string) => {
    for (let n = 0; !isOver; n++) {
      const batch = Array.from({ length: 20 }, (_, place) =>
        view({
          messageId: `${name}-${n}-${place}`,
          userId: `${name}-${place}`,
          ...(place === 0 ? { timestamp: undefined } : {}),
        }),
      );
      // Whoever got no acknowledgement sends the same again, as an SDK does.
      while (true) {
        const { status, headers } = await spine.send('/v1/batch', { batch });
        if (status === 200) break;
        expect(status).toBe(503);
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
        refused += 1;
        if (isOver) return;
        await new Promise((wait) => setTimeout(wait, 30));
      }
      for (const { messageId } of batch) acknowledged.add(String(messageId));
    }
  };
  const senders = ['a', 'b', 'c'].map(sender);
  for (let kill = 0; kill < 3; kill++) {
    const before = { acknowledged: acknowledged.size, refused };
    await expect.poll(() => acknowledged.size).toBeGreaterThan(before.acknowledged + 100);
    process.kill(store.pid, 'SIGKILL');
    await store.exited;
    await expect.poll(() => refused).toBeGreaterThan(before.refused);
    store = await start(Number(new URL(store.url).port));
  }
  const before = acknowledged.size;
  await expect.poll(() => acknowledged.size).toBeGreaterThan(before);
  isOver = true;
  await Promise.all(senders);

  await expect.poll(() => columnar.awaySinceMs()).toBeNull();
  const found = await landed();
  for (const id of acknowledged) expect(found.get(id)).toBe(1);
  for (const copies of found.values()) expect(copies).toBe(1);
});
