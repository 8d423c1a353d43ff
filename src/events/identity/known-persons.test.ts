import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { knownByHash } from './known-persons-store.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world?.close());

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

it('finds user ids by their SHA-256 in UTF-8, of the own namespace only, and no anonymous ones', async () => {
  const [own, other] = [await world.newOrganization(), await world.newOrganization()];
  const note = (namespace: typeof own, identity: string, person: number) =>
    world.records.organization(namespace, (trx) =>
      trx.insertInto('person_identities').values({ namespace, identity, person }).execute(),
    );
  await note(own, 'u用户-1', 11);
  await note(own, 'uC:\\x41', 12);
  await note(own, 'avisitor', 13);
  await note(other, 'uelsewhere', 14);
  const texts = ['用户-1', 'C:\\x41', 'visitor', 'elsewhere', 'nobody'];
  expect(await knownByHash(world.records, own, texts.map(hashOf))).toEqual(
    new Map([
      [hashOf('用户-1'), 11],
      [hashOf('C:\\x41'), 12],
    ]),
  );
  expect(await knownByHash(world.records, own, [])).toEqual(new Map());
});
