import { type Id, newId, type ShopId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Records, Trx } from '#platform/records';
import { type Asker, entryBy } from '../actors/asker.ts';
import { covers, type Permission } from '../actors/permission.ts';
import { writeAudit } from '../audit/audit-store.ts';
import { violationOf } from '../structure/violation.ts';
import { findApiKeyRow, insertApiKey } from './api-key-store.ts';
import { revokeKey } from './key-store.ts';
import { newToken } from './secret-token.ts';
import { findWriteKeyRow, insertWriteKey, type WriteKeyKind } from './write-key-store.ts';

const creatorOf = ({ actor }: Asker) => (actor.kind === 'member' ? actor.memberId : null);

/** A key never may more than who makes it. The secret is in the answer and nowhere else. */
export function createApiKey(
  records: Records,
  asker: Asker,
  input: { name: string; permissions: readonly Permission[] },
) {
  const permissions = [...new Set(input.permissions)];
  return records.organization(asker.actor.organizationId, async (trx) => {
    if (!covers(asker.actor.permissions, permissions)) {
      return refuse('forbidden', 'A key cannot be given permissions that you do not have.', 'permissions');
    }
    const { secret, hash, hint } = newToken('apiKey');
    const id = newId('apiKey');
    const { organizationId } = asker.actor;
    const row = await insertApiKey(trx, {
      ...{ id, organizationId, name: input.name, hint, permissions },
      ...{ secretHash: hash, createdBy: creatorOf(asker) },
    });
    const subject = { kind: 'api_key', id };
    const detail = { name: input.name, hint, permissions };
    await writeAudit(trx, entryBy(asker, { action: 'api_key.created', subject, detail }));
    return ok({ ...row, secret });
  });
}

type WriteKeyInput = { name: string; kind: WriteKeyKind; shopId: ShopId | null };
type WriteKeyRow = NonNullable<Awaited<ReturnType<typeof findWriteKeyRow>>>;

export async function createWriteKey(
  records: Records,
  asker: Asker,
  input: WriteKeyInput,
): Promise<Result<WriteKeyRow & { secret: string }, Refusal>> {
  const { secret, hash, hint } = newToken(input.kind === 'server' ? 'serverWriteKey' : 'browserWriteKey');
  const id = newId('writeKey');
  const { organizationId } = asker.actor;
  try {
    return await records.organization(organizationId, async (trx) => {
      const row = await insertWriteKey(trx, {
        ...{ id, organizationId, hint, ...input },
        ...{ secretHash: hash, createdBy: creatorOf(asker) },
      });
      const subject = { kind: 'write_key', id };
      const detail = { name: input.name, kind: input.kind, hint };
      await writeAudit(trx, entryBy(asker, { action: 'write_key.created', subject, detail }));
      return ok({ ...row, secret });
    });
  } catch (error) {
    const refusal = violationOf(error);
    if (refusal) return { ok: false, refusal };
    throw error;
  }
}

export const revokeApiKeyOf = (records: Records, asker: Asker, id: Id<'apiKey'>) =>
  revoke(records, asker, 'api_key', id, (trx) => findApiKeyRow(trx, id));

export const revokeWriteKeyOf = (records: Records, asker: Asker, id: Id<'writeKey'>) =>
  revoke(records, asker, 'write_key', id, (trx) => findWriteKeyRow(trx, id));

/** Stops a key for good. Stopping it again changes nothing and is not logged again. */
function revoke<Row>(
  records: Records,
  asker: Asker,
  kind: 'api_key' | 'write_key',
  id: string,
  find: (trx: Trx) => Promise<Row | undefined>,
) {
  return records.organization(asker.actor.organizationId, async (trx) => {
    const revoked = await revokeKey(trx, `${kind}s`, id);
    if (revoked) {
      const detail = { name: revoked.name };
      await writeAudit(trx, entryBy(asker, { action: `${kind}.revoked`, subject: { kind, id }, detail }));
    }
    const row = await find(trx);
    return row ? ok(row) : refuse('not_found', 'There is no such key.');
  });
}
