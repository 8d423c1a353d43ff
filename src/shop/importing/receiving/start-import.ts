import { openFile } from '#events/file-reading';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { type Actor, auditActor, writeAudit } from '#organisations';
import type { ImportStart } from '../../contract.ts';
import type { ShopOptions } from '../../shop-options.ts';
import { mayBecome, refuseTransition } from '../import-job.ts';
import {
  finishImport,
  type ImportRecord,
  loadImport,
  lockForChange,
  startImport as saveStart,
} from '../imports-store.ts';
import { dropStaged } from '../landing/staging-upkeep-store.ts';
import { rememberMapping } from '../mapping/mappings-store.ts';
import { directoryOf } from '../rows/directory.ts';
import { examineColumns } from './examine-file.ts';
import { mergedMapping, type Proposal, type Settled, settle } from './settle-options.ts';

export const importQueue = 'imports';
type Changed = Result<null, Refusal<'not_found' | 'conflict' | 'unprocessable'>>;
/** Nobody can be cut out of a file, so it goes as a whole when somebody is erased. */
export const fileIsGone = () =>
  refuse('conflict', 'The file was removed when people were erased: send it again without them.');
const notFound = () => refuse('not_found', 'There is no such import.');

/** Settles how the file is read, remembers it for the next file with this header, and queues the work. */
export async function startImport(
  options: Pick<ShopOptions, 'records' | 'files' | 'jobs' | 'structureOf'>,
  actor: Actor,
  id: string,
  start: ImportStart,
): Promise<Changed> {
  const { organizationId } = actor;
  const looked = await lookAgain(options, organizationId, id, start);
  const directory = directoryOf(await options.structureOf(organizationId));
  const result = await options.records.organization(organizationId, async (trx): Promise<Changed> => {
    const record = await lockForChange(trx, id);
    if (!record) return notFound();
    if (!mayBecome(record.state, 'running')) return refuseTransition(record.state, 'running');
    if (record.fileRemovedAt) return fileIsGone();
    const settled = settledFor(record, looked, start, directory);
    if (!settled.ok) return settled;
    await saveStart(trx, id, settled.value.mapping, settled.value.options);
    if (record.kind === 'orders') {
      const { shopId: _shop, preset: _preset, ...reading } = settled.value.options;
      await rememberMapping(trx, organizationId, record.kind, proposalOf(record).columns, {
        mapping: settled.value.mapping,
        options: reading,
      });
    }
    await writeAudit(trx, {
      organizationId,
      actor: auditActor(actor),
      action: 'import.started',
      subject: { kind: 'import', id },
      detail: { file: record.fileName },
    });
    return ok(null);
  });
  if (result.ok) await options.jobs.send(importQueue, { organizationId, importId: id });
  return result;
}

/** Columns chosen by hand were not looked at when the file came: what do their times and amounts look like? */
async function lookAgain(
  { records, files }: Pick<ShopOptions, 'records' | 'files'>,
  organizationId: Actor['organizationId'],
  id: string,
  start: ImportStart,
) {
  if (Object.keys(start.mapping ?? {}).length === 0) return {};
  const record = await loadImport(records, organizationId, id);
  if (record?.kind !== 'orders' || record.rowsRead > 0 || record.fileRemovedAt) return {};
  const merged = mergedMapping(proposalOf(record), start);
  const opened = await openFile(files.path(record.fileKey));
  return merged.ok && opened.ok ? await examineColumns(opened.value, merged.value) : {};
}

/** An import that goes on after it was stopped is read as it was begun: half a file one way, half another, helps nobody. */
function settledFor(
  record: ImportRecord,
  looked: Partial<Proposal>,
  start: ImportStart,
  directory: Parameters<typeof settle>[2],
): Result<Settled, Refusal<'unprocessable'>> {
  if (record.kind === 'events') return ok({ mapping: {}, options: {} as Settled['options'] });
  if (record.rowsRead > 0 && record.mapping)
    return ok({ mapping: record.mapping, options: record.options as Settled['options'] });
  return settle({ ...proposalOf(record), ...looked }, start, directory);
}

/** A file of orders is examined when it is received. */
function proposalOf({ shape }: ImportRecord): Proposal {
  if (shape.proposal === null) throw new Error('A file of orders was never examined.');
  return shape.proposal;
}

/** Stops an import; what has landed stays, and it can be started again. */
export async function cancelImport(
  { records }: Pick<ShopOptions, 'records'>,
  actor: Actor,
  id: string,
): Promise<Changed> {
  return records.organization(actor.organizationId, async (trx): Promise<Changed> => {
    const record = await lockForChange(trx, id);
    if (!record) return notFound();
    if (!mayBecome(record.state, 'cancelled')) return refuseTransition(record.state, 'cancelled');
    await finishImport(trx, id, 'cancelled', null);
    // The rows are read again should the import be started again.
    await dropStaged(trx, id);
    await writeAudit(trx, {
      organizationId: actor.organizationId,
      actor: auditActor(actor),
      action: 'import.cancelled',
      subject: { kind: 'import', id },
    });
    return ok(null);
  });
}
