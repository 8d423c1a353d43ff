import type { PersonNumbers } from '#events';
import { newId, type OrganizationId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { type AuditedAsker, entryBy, writeAudit } from '#organisations';
import type { ErasureParts } from './erase-people.ts';
import type { ErasureQuestion } from './erasure-shapes.ts';
import { type Erasure, findErasure, insertErasure } from './erasures-store.ts';
import { allNumbersOf, identityOf, namedPeople } from './named-people.ts';

export type AskErasureParts = ErasureParts & {
  readonly personNumbers: PersonNumbers;
  /** Has them carried out now rather than within the minute. */
  readonly wantErasures: (organizationId: OrganizationId) => Promise<void>;
};

/**
 * Asks for people to be erased. Those of whom nothing is known are numbered first, unless only a hash of their id is
 * told: what was refused of them goes as well, and what is sent later leads to nobody.
 */
export async function askErasure(
  parts: AskErasureParts,
  asker: AuditedAsker,
  question: ErasureQuestion,
): Promise<Result<Erasure, Refusal>> {
  const { records } = parts;
  const { organizationId, name: askedBy } = asker.actor;
  const { named, known, unknown } = await namedPeople(records, organizationId, question);
  const { idKind } = question;
  const fresh =
    idKind === 'sha256' || unknown.length === 0
      ? []
      : [...(await parts.personNumbers.resolve(organizationId, unknown.map(identityOf(idKind)))).values()];
  if (known.length + fresh.length === 0)
    return refuse('not_found', 'Nobody is known by any of these ids.', 'ids');
  const persons = await allNumbersOf(records, organizationId, [...known, ...fresh]);
  const id = newId('erasure');
  const erasure = await records.organization(organizationId, async (trx) => {
    const askedAt = new Date(parts.now());
    const counts = { named, known: named - unknown.length };
    await insertErasure(trx, { id, organizationId, ...counts, persons, askedBy, askedAt });
    const subject = { kind: 'erasure', id };
    await writeAudit(trx, entryBy(asker, { action: 'customers.erased', subject, detail: counts }));
    return findErasure(trx, id);
  });
  if (!erasure) throw new Error('An erasure that was just written is gone.');
  await parts.wantErasures(organizationId);
  return ok(erasure);
}
