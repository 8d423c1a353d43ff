import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSpine, type Spine, view } from '../spine-fixture.ts';

let spine: Spine;
beforeAll(async () => {
  spine = await openSpine();
});
afterAll(() => spine.close());

const anything = fc.anything({
  withNullPrototype: false,
  maxDepth: 4,
  values: [fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null)],
});
const fields = [
  'type',
  'messageId',
  'userId',
  'anonymousId',
  'previousId',
  'groupId',
  'event',
  'timestamp',
  'traits',
  'properties',
  'context',
] as const;
const properties = [
  'product_id',
  'carrier',
  'source',
  'position',
  'currency',
  'value',
  'shop_id',
  'account_id',
  'experiments',
  '__proto__',
  'query',
] as const;

/** A good event with some of its parts replaced by anything. */
const nearlyGood = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...fields), anything), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom(...properties), anything), { maxLength: 3 }),
    fc.constantFrom('track', 'identify', 'page', 'alias', 'group'),
  )
  .map(([parts, props, type]) => {
    const base = view({ type, previousId: 'x', groupId: 'g', properties: Object.fromEntries(props) });
    return { ...base, ...Object.fromEntries(parts) };
  });

it('answers every batch of anything, counts every event of it, and stays able to work', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(nearlyGood, anything), { maxLength: 12 }), async (batch) => {
      const text = JSON.stringify({ batch: batch.map((event) => event ?? null) });
      const { status, body } = await spine.send('/v1/batch', text);
      expect(status).toBe(200);
      expect(body.accepted + body.quarantined).toBe(batch.length);
    }),
    { numRuns: 120 },
  );
  expect((await spine.send('/v1/batch', { batch: [view()] })).body.accepted).toBe(1);
  expect((await spine.ask('GET', '/api/quarantine?limit=200')).status).toBe(200);
  expect((await spine.ask('GET', '/api/sources/events?limit=200')).status).toBe(200);
  expect((await spine.ask('GET', '/api/sources/catalogue')).status).toBe(200);
});

it('answers every body of anything with a problem or a count', async () => {
  const paths = [
    '/v1/batch',
    '/v1/track',
    '/v1/identify',
    '/v1/page',
    '/v1/screen',
    '/v1/alias',
    '/v1/group',
  ] as const;
  const body = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 200 }),
    anything.map((value) => JSON.stringify({ batch: value, sentAt: value }) ?? ''),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), body, fc.boolean(), async (path, sent, isPacked) => {
      const headers = isPacked ? { 'content-encoding': 'gzip' } : {};
      const { status } = await spine.send(path, sent as string, undefined, headers);
      expect([200, 400, 413, 415]).toContain(status);
    }),
    { numRuns: 150 },
  );
});
