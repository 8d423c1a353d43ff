import type { OrganizationId } from '#kernel/ids';
import { ok, type Refusal, type Result } from '#kernel/result';
import type { Records, Trx } from '#platform/records';
import { type Asker, entryBy, type Told } from '../actors/asker.ts';
import { writeAudit } from '../audit/audit-store.ts';
import { violationOf } from './violation.ts';

export type StructureParts = {
  readonly records: Records;
  /** Called after a change, so that this process does not answer from memory what was before. */
  readonly forgetStructure: (organizationId: OrganizationId) => void;
};

type Changed<Row> = { readonly row: Row; readonly told: Told };

/** One change of brands, shops or accounts: the row, its audit entry, and refusals of the records as values. */
export async function changeStructure<Row>(
  { records, forgetStructure }: StructureParts,
  asker: Asker,
  work: (trx: Trx) => Promise<Result<Changed<Row>, Refusal>>,
): Promise<Result<Row, Refusal>> {
  const { organizationId } = asker.actor;
  try {
    return await records.organization(organizationId, async (trx) => {
      const changed = await work(trx);
      if (!changed.ok) return changed;
      await writeAudit(trx, entryBy(asker, changed.value.told));
      return ok(changed.value.row);
    });
  } catch (error) {
    const refusal = violationOf(error);
    if (refusal) return { ok: false, refusal };
    throw error;
  } finally {
    forgetStructure(organizationId);
  }
}

/** The fields that really change, before and after, for the audit log. */
export function difference(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, { before: unknown; after: unknown }> {
  const changed: Record<string, { before: unknown; after: unknown }> = {};
  for (const [field, value] of Object.entries(after)) {
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(before[field]))
      changed[field] = { before: before[field], after: value };
  }
  return changed;
}
