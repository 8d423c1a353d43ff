import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import { openFiles } from '#platform/files';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { sweepUploads } from './sweep-uploads.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

it('sweeps what was abandoned of every organisation, and leaves what lives or is shown', async () => {
  const files = openFiles(`${world.folder}/files`);
  const hour = 3_600_000;
  const facts = { duration_ms: 1000, width: 9, height: 16 };
  const add = async (state: 'receiving' | 'ready' | 'used', expiresInMs: number) => {
    const organizationId = await world.newOrganization();
    const id = newId('upload');
    const key = `videos/${id}.mp4`;
    await files.put(key, Readable.from([Buffer.from('bytes')]), 100);
    await world.records.organization(organizationId, (trx) =>
      trx
        .insertInto('uploads')
        .values({
          id,
          organization_id: organizationId,
          file_name: 'a.mp4',
          file_key: key,
          bytes: 100,
          state,
          created_by: 'somebody',
          expires_at: new Date(Date.now() + expiresInMs),
          ...(state === 'receiving' ? {} : facts),
        })
        .execute(),
    );
    return () => files.size(key);
  };
  const abandoned = [await add('receiving', -hour), await add('ready', -hour)];
  const kept = [await add('receiving', hour), await add('ready', hour), await add('used', -hour)];
  expect(await sweepUploads({ records: world.records, files })).toBe(2);
  expect(await Promise.all(abandoned.map((size) => size()))).toEqual([null, null]);
  expect(await Promise.all(kept.map((size) => size()))).toEqual([5, 5, 5]);
  expect(await sweepUploads({ records: world.records, files })).toBe(0);
});
