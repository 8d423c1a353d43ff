/** A shop, a file store and a running relay for import tests, on real stores. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFile } from '#events/file-reading';
import { newId, type OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import { openFiles } from '#platform/files';
import { backlog, startRelay } from '#platform/outbox';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { orderFactsSubscriber } from '../facts/write-facts.ts';
import { trackedMoneySubscriber } from '../orders/record-tracked-orders.ts';
import { addImport, loadImport, startImport } from './imports-store.ts';
import { runOrderImport } from './landing/run-order-import.ts';
import type { SettledOptions } from './mapping/reading-rules.ts';
import { examineFile } from './receiving/examine-file.ts';

export type ImportWorld = Awaited<ReturnType<typeof openImportWorld>>;

/** On stores of its own, or as another organisation on those of a test file. */
export async function openImportWorld(shared?: TestWorld) {
  const world = shared ?? (await openTestWorld());
  const { records, columnar } = world;
  const organizationId = await world.newOrganization({ currency: 'GBP', zone: 'Europe/London' });
  const brandId = newId('brand');
  const shopId = newId('shop');
  await records.organization(organizationId, async (trx) => {
    await trx
      .insertInto('brands')
      .values({ id: brandId, organization_id: organizationId, name: 'Brand', zone: 'Europe/London' })
      .execute();
    await trx
      .insertInto('shops')
      .values({
        id: shopId,
        organization_id: organizationId,
        brand_id: brandId,
        name: 'Shop',
        currency: 'GBP',
      })
      .execute();
  });
  const files = openFiles(join(world.folder, 'files'));
  const numbers = new Map<string, number>();
  const resolvePersons = async (_organization: OrganizationId, identities: readonly string[]) => {
    for (const identity of identities) if (!numbers.has(identity)) numbers.set(identity, numbers.size + 1);
    return numbers;
  };

  const structureOf = async (): Promise<Structure> => ({
    organization: {
      id: organizationId,
      name: 'Test',
      zone: 'Europe/London',
      currency: 'GBP',
      simulated: false,
    },
    brands: [{ id: brandId, name: 'Brand', zone: 'Europe/London', archived: false }],
    shops: [
      {
        id: shopId,
        name: 'Shop',
        brandId,
        platform: 'other',
        currency: 'GBP',
        externalId: 'S1',
        archived: false,
      },
    ],
    accounts: [],
  });

  const receive = async (contents: string | { path: string }, options: Partial<SettledOptions> = {}) => {
    const id = newId('import');
    const path = files.path(`imports/${id}`);
    await mkdir(join(world.folder, 'files', 'imports'), { recursive: true });
    if (typeof contents === 'string') await writeFile(path, contents);
    else await copyFile(contents.path, path);
    const opened = await openFile(path);
    if (!opened.ok) throw new Error(opened.refusal.detail);
    const found = await examineFile(opened.value, null);
    await addImport(records, organizationId, {
      id,
      kind: 'orders',
      fileName: 'orders.csv',
      fileKey: `imports/${id}`,
      fileBytes: (await stat(path)).size,
      sha256: createHash('sha256').digest(),
      shape: { ...opened.value.shape },
      createdBy: 'test',
    });
    const mapping = Object.fromEntries(
      Object.entries(found.fields).map(([field, { column }]) => [field, column]),
    );
    const dateOrder = found.dateOrder === 'day_first' ? 'day_first' : 'month_first';
    const settled: SettledOptions = {
      shopId,
      currency: null,
      zone: null,
      dateOrder,
      decimalMark: found.decimalMark,
      preset: found.presetId,
      ...options,
    };
    await records.organization(organizationId, (trx) => startImport(trx, id, mapping, settled));
    return id;
  };
  const run = (id: string, signal = new AbortController().signal) =>
    runOrderImport({ records, files, resolvePersons, structureOf }, organizationId, id, signal);
  const fail = (error: unknown) => console.error(error);
  const subscriber = orderFactsSubscriber({ records, columnar });
  const running = startRelay(
    records,
    [
      subscriber,
      trackedMoneySubscriber({ records, structureOf, resolvePersons, putAside: async (_, why) => fail(why) }),
    ],
    (_name, error) => fail(error),
  );
  const relay = async () => {
    running.wake();
    for (;;) {
      const waiting = await Promise.all([
        backlog(records, subscriber.name, subscriber.topics),
        backlog(records, 'tracked-orders', ['events.money']),
      ]);
      if (waiting.every(({ messages }) => messages === 0)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    ...world,
    close: async () => {
      await running.stop();
      if (!shared) await world.close();
    },
    organizationId,
    shopId,
    structureOf,
    resolvePersons,
    files,
    receive,
    run,
    relay,
    /** Receives, runs and relays a file, and answers the finished import. */
    import: async (contents: string | { path: string }, options: Partial<SettledOptions> = {}) => {
      const id = await receive(contents, options);
      await run(id);
      await relay();
      const done = await loadImport(records, organizationId, id);
      if (!done) throw new Error('The import is gone.');
      return done;
    },
    facts: async <Row>(sql: string) =>
      (await columnar.query<Row>({ kind: 'organization', organizationId }, { sql })).rows,
  };
}
