/** Runs one import in a process of its own, for a test that kills it: `node import-child-fixture.ts <json>`. */

import { asId } from '#kernel/ids';
import type { Structure } from '#organisations';
import { openFiles } from '#platform/files';
import { openRecords } from '#platform/records';
import { runOrderImport } from './landing/run-order-import.ts';

export type ChildTask = {
  readonly adminUrl: string;
  readonly instanceSecret: string;
  readonly folder: string;
  readonly organizationId: string;
  readonly importId: string;
  readonly structure: Structure;
};

const task = JSON.parse(process.argv[2] ?? '') as ChildTask;
const records = openRecords({ adminUrl: task.adminUrl, instanceSecret: task.instanceSecret });
await runOrderImport(
  {
    records,
    files: openFiles(task.folder),
    structureOf: async () => task.structure,
    // Customers of this test are called by their numbers.
    resolvePersons: async (_organization, identities) =>
      new Map(identities.map((identity) => [identity, Number(identity.slice(1))])),
  },
  asId('organization', task.organizationId),
  task.importId,
  new AbortController().signal,
);
await records.close();
