import type { OrganizationId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import type { Columnar } from '#platform/columnar';
import type { EventKind } from '../collector/checked-event.ts';
import type { Ingest } from '../collector/ingest.ts';
import type { Sender } from '../collector/sender.ts';
import { findQuarantined, type QuarantineRow, writeQuarantine } from './quarantine-store.ts';
import { reasonText } from './reason-text.ts';

type Settled = Result<{ readonly state: 'retried' | 'dismissed' }, Refusal>;

export type SettleParts = {
  readonly columnar: Columnar;
  readonly ingest: Ingest;
  /** Kind and shop of a key of this organisation, revoked ones included; null where there is none. */
  readonly senderOf: (organizationId: OrganizationId, writeKeyId: string) => Promise<Sender | null>;
  readonly now: () => number;
};

/**
 * Tries a refused event again, as it came or mended, with the rights of the key that sent it. It goes in
 * before it is marked, so a crash in between leaves it open and a second try counts once.
 */
export async function retryQuarantined(
  parts: SettleParts,
  organizationId: OrganizationId,
  id: string,
  mended: Readonly<Record<string, unknown>> | undefined,
): Promise<Settled> {
  const found = await openEntry(parts, organizationId, id);
  if (!found.ok) return found;
  const row = found.value;
  if (mended === undefined && row.is_whole === 0)
    return refuse('unprocessable', 'Only a part of this event was kept: send it mended.', 'event');
  const event: unknown = mended ?? JSON.parse(row.raw);
  const sender = await parts.senderOf(organizationId, row.write_key_id);
  if (sender === null) return refuse('unprocessable', 'The key that sent this event is not known any more.');
  const kind = kindOf(event, row);
  const { refused } = await parts.ingest({ sender, events: [event], kind, keepsRefused: false });
  const still = refused[0]?.refusal;
  if (still) {
    const { field, reason, values = {} } = still;
    const refusal = refuse('unprocessable', `${field || 'event'}: ${reasonText(still)}`, field || 'event');
    return { ...refusal, refusal: { ...refusal.refusal, reason, values } };
  }
  await mark(parts, organizationId, row, 'retried');
  return ok({ state: 'retried' });
}

export async function dismissQuarantined(
  parts: SettleParts,
  organizationId: OrganizationId,
  id: string,
): Promise<Settled> {
  const found = await openEntry(parts, organizationId, id);
  if (!found.ok) return found;
  await mark(parts, organizationId, found.value, 'dismissed');
  return ok({ state: 'dismissed' });
}

async function openEntry(
  { columnar }: SettleParts,
  organizationId: OrganizationId,
  id: string,
): Promise<Result<QuarantineRow, Refusal>> {
  const row = await findQuarantined(columnar, organizationId, id);
  if (row === null) return refuse('not_found', 'There is no such event in the quarantine.');
  return row.state === 'open' ? ok(row) : refuse('conflict', `This event was ${row.state} before.`);
}

function mark(
  { columnar, now }: SettleParts,
  organizationId: OrganizationId,
  row: QuarantineRow,
  state: 'retried' | 'dismissed',
) {
  return writeQuarantine(columnar, organizationId, [{ ...row, state }], now());
}

const kinds: readonly EventKind[] = ['track', 'identify', 'page', 'screen', 'alias', 'group'];

/** An event of a route for one kind does not say its kind itself. */
function kindOf(event: unknown, row: QuarantineRow): EventKind | null {
  if (typeof event === 'object' && event !== null && 'type' in event) return null;
  return kinds.find((kind) => kind === row.type) ?? null;
}
