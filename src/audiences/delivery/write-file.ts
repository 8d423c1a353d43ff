import { Readable } from 'node:stream';
import type { DeliveryId, OrganizationId } from '#kernel/ids';
import type { PeopleSet } from '#platform/people-sets';
import type { DeliveryParts } from './delivery-parts.ts';
import { findDelivery, insertRun, lockSets, noteRun, setState, writeSets } from './delivery-store.ts';
import { expiredFiles, keepFile, noteRemoved } from './file-store.ts';
import { hashedIds } from './hashed-ids.ts';
import { splitHeldOut } from './hold-out.ts';
import { deliverable } from './run-delivery.ts';

const fileDays = 7;
const dayMs = 86_400_000;
const bytesMax = 8 * 1024 ** 3;
/** People of whom ids are looked up at a time. */
const rowsAtATime = 50_000;

const keyOf = (organizationId: OrganizationId, id: DeliveryId) => `audiences/${organizationId}/${id}.csv`;

/** Writes the file of a delivery: one row for each person, by hashed id. Done again it writes the same place anew. */
export async function writeDeliveryFile(
  parts: DeliveryParts,
  organizationId: OrganizationId,
  id: DeliveryId,
): Promise<void> {
  const { records } = parts;
  const delivery = await records.organization(organizationId, (trx) => findDelivery(trx, id));
  if (delivery?.state !== 'preparing') return;
  const { people, problem } = await deliverable(parts, organizationId, delivery);
  const { delivered, heldOut } = splitHeldOut(id, people, delivery.holdOutPercent);
  const written = problem ? null : await writeRows(parts, organizationId, id, delivered);
  const at = new Date(parts.now());
  const isKept = await records.organization(organizationId, async (trx) => {
    const before = await lockSets(trx, id);
    if (!before || delivered.sharedWith(await parts.forgotten.people()) > 0) return false;
    await noteRun(trx, id, at, problem);
    if (written) {
      await writeSets(trx, id, { people: delivered, heldOut, everPeople: delivered, everHeldOut: heldOut });
      await keepFile(trx, organizationId, id, {
        ...written,
        expiresAt: new Date(at.getTime() + fileDays * dayMs),
      });
    }
    await setState(trx, id, 'active', at);
    await insertRun(trx, organizationId, id, {
      at,
      sent: written?.rows ?? 0,
      heldOut: heldOut.size,
      entered: delivered.size,
      departed: 0,
      // Those of whom no id is known that could be told.
      failed: written ? delivered.size - written.rows : 0,
      problem,
    });
    return true;
  });
  if (isKept) return;
  await parts.files.remove(keyOf(organizationId, id));
  const now = await records.organization(organizationId, (trx) => findDelivery(trx, id));
  if (now?.state === 'preparing')
    throw new Error('Somebody was erased while the file was written: it is written anew.');
}

/** Writes a file anew without some of its people; when it expires stays as it was. */
export async function rewriteWithout(
  parts: Pick<DeliveryParts, 'records' | 'files' | 'now'>,
  file: { readonly id: DeliveryId; readonly organizationId: OrganizationId; readonly people: PeopleSet },
  persons: PeopleSet,
): Promise<void> {
  const { id, organizationId } = file;
  const written = await writeRows(parts, organizationId, id, file.people.without(persons));
  await parts.records.organization(organizationId, (trx) =>
    keepFile(trx, organizationId, id, { ...written, expiresAt: new Date(parts.now()) }),
  );
}

async function writeRows(
  { records, files }: Pick<DeliveryParts, 'records' | 'files'>,
  organizationId: OrganizationId,
  id: DeliveryId,
  people: PeopleSet,
): Promise<{ key: string; rows: number; bytes: number }> {
  const key = keyOf(organizationId, id);
  let rows = 0;
  async function* lines() {
    yield 'id_of,id_sha256\n';
    const persons = [...people];
    for (let from = 0; from < persons.length; from += rowsAtATime) {
      const ids = await hashedIds(records, organizationId, persons.slice(from, from + rowsAtATime));
      rows += ids.size;
      yield [...ids.values()].map(({ idOf, sha256 }) => `${idOf},${sha256}\n`).join('');
    }
  }
  const bytes = await files.put(key, Readable.from(lines(), { objectMode: false }), bytesMax);
  return { key, rows, bytes };
}

export async function removeFile(
  { files, records, now }: DeliveryParts,
  organizationId: OrganizationId,
  id: DeliveryId,
): Promise<void> {
  await files.remove(keyOf(organizationId, id));
  await records.organization(organizationId, (trx) => noteRemoved(trx, id, new Date(now())));
}

/** Removes the files whose time is over. */
export async function sweepFiles(parts: DeliveryParts): Promise<void> {
  for (const { id, organizationId } of await expiredFiles(parts.records, new Date(parts.now())))
    await removeFile(parts, organizationId, id);
}
