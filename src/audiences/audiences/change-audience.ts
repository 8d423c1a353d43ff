import { type AudienceId, newId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { type AuditedAsker, entryBy, writeAudit } from '#organisations';
import type { PeopleSet } from '#platform/people-sets';
import type { Trx } from '#platform/records';
import type { Rule } from '../rules/rule.ts';
import { audiencesIn } from './audience-kind.ts';
import { type AudienceParts, askedBy } from './audience-parts.ts';
import type { AudienceCreate, AudiencePatch } from './audience-shapes.ts';
import {
  type AudienceRow,
  findAudience,
  insertAudience,
  lockAudience,
  type NewAudience,
  noteSize,
  setArchived,
  updateAudience,
} from './audience-store.ts';

type Outcome = Result<AudienceRow, Refusal>;

const absent = () => refuse('not_found', 'There is no such audience.');

/** A new audience by its rule, live or frozen as of now; counted at once, so that the list shows its size. */
export async function createAudience(
  parts: AudienceParts,
  asker: AuditedAsker,
  input: AudienceCreate,
): Promise<Outcome> {
  const asked = await askedBy(parts, asker.actor.organizationId);
  const people = await parts.rules.people(asked, input.rule);
  return keep(parts, asker, {
    id: newId('audience'),
    name: input.name,
    note: input.note,
    kind: input.kind,
    rule: input.rule,
    people: input.kind === 'frozen' ? people : null,
    size: people.size,
    countedAt: new Date(asked.nowMs),
  });
}

/** The people of a list that somebody brought, as a new audience. */
export function createList(
  parts: AudienceParts,
  asker: AuditedAsker,
  list: { readonly name: string; readonly rows: number; readonly known: number; readonly people: PeopleSet },
): Promise<Outcome> {
  return keep(parts, asker, {
    id: newId('audience'),
    name: list.name,
    note: '',
    kind: 'list',
    rule: null,
    people: list.people,
    size: list.people.size,
    countedAt: new Date(parts.now()),
    list: { rows: list.rows, known: list.known },
  });
}

/** The people of an audience as they are now, as a frozen one beside it. */
export async function freezeAudience(
  parts: AudienceParts,
  asker: AuditedAsker,
  id: AudienceId,
  name: string,
): Promise<Outcome> {
  const { organizationId } = asker.actor;
  const audience = await parts.records.organization(organizationId, (trx) => findAudience(trx, id));
  if (!audience) return absent();
  if (audience.kind !== 'live' || !audience.rule)
    return refuse('conflict', 'Only a live audience can be frozen: who is in the others is settled.');
  return createAudience(parts, asker, { name, note: audience.note, kind: 'frozen', rule: audience.rule });
}

function keep(parts: AudienceParts, asker: AuditedAsker, given: NewAudience): Promise<Outcome> {
  const { organizationId, name: actorName } = asker.actor;
  return parts.records.organization(organizationId, async (trx) => {
    await insertAudience(trx, organizationId, await withoutErased(parts, trx, given), actorName);
    return told(trx, asker, given.id, 'audience.created', { name: given.name, kind: given.kind });
  });
}

/** Facts and ids of erased people may still lead to their numbers; what is kept of people does not hold them. */
async function withoutErased(
  { forgotten }: AudienceParts,
  trx: Trx,
  given: NewAudience,
): Promise<NewAudience> {
  if (!given.people) return given;
  const people = given.people.without(await forgotten.whileWriting(trx));
  const list = given.list && {
    ...given.list,
    known: Math.max(0, given.list.known - (given.people.size - people.size)),
  };
  return { ...given, people, size: people.size, ...(list ? { list } : {}) };
}

export function changeAudience(
  parts: AudienceParts,
  asker: AuditedAsker,
  id: AudienceId,
  patch: AudiencePatch,
): Promise<Outcome> {
  const { organizationId, name: actorName } = asker.actor;
  return parts.records.organization(organizationId, async (trx) => {
    const before = await lockAudience(trx, id);
    if (!before) return absent();
    if (before.version !== patch.version)
      return refuse('stale_version', 'Somebody changed the audience since: look at it again.', 'version');
    if (patch.rule && before.kind !== 'live')
      return refuse('conflict', 'Only a live audience has a rule that can be changed.', 'rule');
    if (patch.rule && (await isMadeOf(trx, patch.rule, id)))
      return refuse('audience_cycle', 'The rule leads back to this audience.', 'rule');
    const after = {
      id,
      name: patch.name ?? before.name,
      note: patch.note ?? before.note,
      rule: patch.rule ?? before.rule,
    };
    await updateAudience(trx, organizationId, after, actorName);
    return told(trx, asker, id, 'audience.changed', { name: after.name, rule: patch.rule !== undefined });
  });
}

/** Whether a rule leads to an audience, over however many others. */
async function isMadeOf(trx: Trx, rule: Rule, id: AudienceId): Promise<boolean> {
  const seen = new Set<AudienceId>();
  const open = audiencesIn(rule);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    const other = await findAudience(trx, next);
    if (other?.kind === 'live' && other.rule) open.push(...audiencesIn(other.rule));
  }
  return false;
}

/** Puts an audience away, or takes it back; a repeat changes nothing. */
export function archiveAudience(
  parts: AudienceParts,
  asker: AuditedAsker,
  id: AudienceId,
  isArchived: boolean,
): Promise<Outcome> {
  return parts.records.organization(asker.actor.organizationId, async (trx) => {
    const before = await lockAudience(trx, id);
    if (!before) return absent();
    if ((before.archivedAt !== null) === isArchived) return ok(before);
    await setArchived(trx, id, isArchived);
    const action = isArchived ? 'audience.archived' : 'audience.restored';
    return told(trx, asker, id, action, { name: before.name });
  });
}

/** Counts an audience as of now and keeps the number. */
export async function countAudience(
  parts: AudienceParts,
  asker: AuditedAsker,
  id: AudienceId,
): Promise<Outcome> {
  const { organizationId } = asker.actor;
  const before = await parts.records.organization(organizationId, (trx) => findAudience(trx, id));
  if (!before) return absent();
  const asked = await askedBy(parts, organizationId);
  const { size } = await parts.peopleOf(asked, id);
  return parts.records.organization(organizationId, async (trx) => {
    await noteSize(trx, id, { version: before.version, size, at: new Date(asked.nowMs) });
    const row = await findAudience(trx, id);
    return row ? ok(row) : absent();
  });
}

async function told(
  trx: Trx,
  asker: AuditedAsker,
  id: AudienceId,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  await writeAudit(trx, entryBy(asker, { action, subject: { kind: 'audience', id }, detail }));
  const row = await findAudience(trx, id);
  if (!row) throw new Error('An audience that was just written is not there.');
  return ok(row);
}
