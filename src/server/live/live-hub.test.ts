import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { type LiveHub, openLiveHub } from './live-hub.ts';

let world: TestWorld;
let hub: LiveHub;
beforeAll(async () => {
  world = await openTestWorld();
  hub = openLiveHub(world.records, () => undefined);
});
afterAll(async () => {
  await hub.close();
  await world.close();
});

it('a screen that leaves twice does not silence the one that came after it', async () => {
  const organizationId = newId('organization');
  const heard: string[] = [];
  const leave = hub.subscribe(organizationId, () => heard.push('first'));
  leave();
  hub.subscribe(organizationId, () => heard.push('second'));
  // A closed stream leaves once when it is aborted and once more when its heartbeat finds out.
  leave();
  await expect
    .poll(() => {
      hub.announce({ organizationId, kind: 'facts' });
      return heard;
    })
    .toContain('second');
  expect(heard).not.toContain('first');
});
