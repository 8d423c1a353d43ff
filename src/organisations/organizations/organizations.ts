import type { OrganizationId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records } from '#platform/records';
import type { Asker } from '../actors/asker.ts';
import { writeAudit } from '../audit/audit-store.ts';
import { insertOrganization } from '../founding/founding-store.ts';
import { insertMember } from '../members/member-store.ts';
import type { Session } from '../sign-in/session.ts';
import { changeStructure, difference, type StructureParts } from '../structure/change-structure.ts';
import {
  findOrganization,
  lockOrganization,
  type OrganizationRow,
  updateOrganization,
} from './organization-store.ts';

export type OrganizationInput = { readonly name: string; readonly zone: string; readonly currency: string };

/** The market's operator opens an organisation and becomes its first owner, to invite the people it is for. */
export function createOrganization(
  records: Records,
  session: Session,
  ipAddress: string | null,
  input: OrganizationInput,
): Promise<Result<OrganizationRow, Refusal<'forbidden'>>> {
  return records.market(async (trx) => {
    if (!session.isOperator)
      return refuse('forbidden', 'Only the operator of the market creates organisations.');
    const organizationId = await insertOrganization(trx, { organization: input });
    const { id: userId, email, name } = session.user;
    const memberId = await insertMember(trx, { organizationId, userId, email, name, role: 'owner' });
    await writeAudit(trx, {
      organizationId,
      actor: { kind: 'member', id: memberId, name },
      action: 'organization.founded',
      subject: { kind: 'organization', id: organizationId },
      detail: { ...input },
      ipAddress,
    });
    const row = await findOrganization(trx, organizationId);
    if (!row) throw new Error(`Organisation ${organizationId} is gone in its own transaction.`);
    return ok(row);
  });
}

/** The currency stays as it is: targets and reports already speak it. */
export function changeOrganization(
  parts: StructureParts,
  asker: Asker,
  id: OrganizationId,
  input: { name?: string | undefined; zone?: string | undefined },
) {
  return changeStructure(parts, asker, async (trx) => {
    const before = await lockOrganization(trx, id);
    if (!before) return refuse('not_found', 'There is no such organisation.');
    const row = await updateOrganization(trx, id, {
      name: input.name ?? before.name,
      zone: input.zone ?? before.zone,
    });
    const detail = difference(before, row);
    return ok({
      row,
      told: { action: 'organization.changed', subject: { kind: 'organization', id }, detail },
    });
  });
}
