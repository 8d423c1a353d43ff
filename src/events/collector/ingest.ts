import { nilUuid, type OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { Columnar } from '#platform/columnar';
import type { Records } from '#platform/records';
import type { Forgotten } from '../forgotten/forgotten-store.ts';
import { identityOf, type NoteIdentities } from '../identity/note-identities.ts';
import type { Identity, PersonNumbers } from '../identity/person-numbers.ts';
import { refusalColumns, writeQuarantine } from '../quarantine/quarantine-store.ts';
import { type RefusedEvent, refusedEvent } from '../quarantine/refused-event.ts';
import { checkEvent } from './check-event.ts';
import type { CheckedEvent, EventKind, EventRefusal } from './checked-event.ts';
import { eventHashOf, eventIdOf, rowFrame, writeRow } from './event-row.ts';
import type { GroupCommit, Parcel } from './group-commit.ts';
import { moneyMessage } from './money-message.ts';
import { tellMoneyMessages } from './money-messages-store.ts';
import { marketPlaces, placesOf } from './places.ts';
import { RowWriter } from './row-writer.ts';
import { marketNamespace, type Reception, type Sender } from './sender.ts';

export type IngestRequest = {
  readonly sender: Sender;
  /** As they came, unparsed by anyone. */
  readonly events: readonly unknown[];
  /** For routes that take one kind; null where each event says its own. */
  readonly kind?: EventKind | null;
  readonly sentMs?: number | null;
  /** False where the caller keeps what was refused itself, as an import does. */
  readonly keepsRefused?: boolean;
};

export type Ingested = {
  readonly accepted: number;
  /** When the first and the last of the accepted events happened, in ms; null where none was accepted. */
  readonly span: { readonly fromMs: number; readonly toMs: number } | null;
  readonly refused: readonly {
    readonly index: number;
    readonly refusal: EventRefusal;
    readonly raw: string;
  }[];
};

/** The one way in for events, of the collector and of imports. What it answers is durable. */
export type Ingest = (request: IngestRequest) => Promise<Ingested>;

export type IngestParts = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly numbers: PersonNumbers;
  readonly forgotten: Forgotten;
  readonly noteIdentities: NoteIdentities;
  readonly commit: GroupCommit;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  readonly now: () => number;
};

/**
 * What waits for the disk is a parcel of bytes and the answer. The parsed events would live as long as a function
 * that awaits with them in hand; let go before, they cost the garbage collector next to nothing.
 */
export function createIngest(parts: IngestParts): Ingest {
  return (request) =>
    prepare(parts, request).then(({ parcel, ingested }) => parts.commit.add(parcel).then(() => ingested));
}

async function prepare(
  parts: IngestParts,
  { sender, events, kind = null, sentMs = null, keepsRefused = true }: IngestRequest,
): Promise<{ readonly parcel: Parcel; readonly ingested: Ingested }> {
  const places =
    sender.organizationId === marketNamespace
      ? marketPlaces
      : placesOf(await parts.structureOf(sender.organizationId));
  const reception: Reception = { sender, receivedMs: parts.now(), sentMs, places };

  const accepted: CheckedEvent[] = [];
  const refused: { index: number; entry: RefusedEvent }[] = [];
  for (let index = 0; index < events.length; index++) {
    const checked = checkEvent(events[index], kind, reception);
    if (checked.ok) accepted.push(checked.event);
    else refused.push({ index, entry: refusedEvent(events[index], kind, checked.refusal, sender) });
  }

  // Everything that can be done twice without harm comes before the rows that make it an event: when any of
  // it fails the sender is told to come again, and finds the same keys.
  if (keepsRefused && refused.length > 0)
    await keepRefused(
      parts.columnar,
      reception,
      refused.map(({ entry }) => entry),
    );
  await takeOver(parts, reception, accepted);
  const parcel = await parcelOf(parts, reception, accepted);
  const told = refused.map(({ index, entry }) => ({ index, refusal: entry.refusal, raw: entry.raw }));
  return { parcel, ingested: { accepted: accepted.length, span: spanOf(accepted), refused: told } };
}

function spanOf(events: readonly CheckedEvent[]): Ingested['span'] {
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  for (const { atMs } of events) {
    if (atMs < fromMs) fromMs = atMs;
    if (atMs > toMs) toMs = atMs;
  }
  return events.length === 0 ? null : { fromMs, toMs };
}

/** What events say beside having happened: who is who, and money of a shop that lives elsewhere. */
async function takeOver(
  parts: IngestParts,
  { sender, places }: Reception,
  events: readonly CheckedEvent[],
): Promise<void> {
  const telling = events.filter(({ kind }) => kind !== 'track' && kind !== 'page' && kind !== 'screen');
  if (telling.length > 0)
    await parts.noteIdentities(
      sender.organizationId,
      telling,
      sender.kind === 'server' || sender.kind === 'import',
    );
  const messages = events.flatMap((event) =>
    event.moneyProperties === null ? [] : [moneyMessage(event, event.moneyProperties, sender, places)],
  );
  if (messages.length > 0) await tellMoneyMessages(parts.records, sender.organizationId, messages);
}

/** Used by one request from its first row to its last, with nothing else in between. */
const writer = new RowWriter();

async function parcelOf(
  { numbers, forgotten }: Pick<IngestParts, 'numbers' | 'forgotten'>,
  reception: Reception,
  events: readonly CheckedEvent[],
): Promise<Parcel> {
  const { organizationId, person: sendingPerson } = reception.sender;
  const identities = events.map(identityOf);
  const unknown = new Set<Identity>();
  const persons = identities.map((identity) => {
    const person = sendingPerson ?? numbers.known(organizationId, identity);
    if (person === undefined) unknown.add(identity);
    return person;
  });
  const fresh = unknown.size > 0 ? await numbers.resolve(organizationId, unknown) : null;

  const gone = await forgotten.lately();
  const frame = rowFrame(reception);
  writer.clear();
  const unstamped: { eventId: string; bytes: Buffer }[] = [];
  for (const [place, event] of events.entries()) {
    const person = persons[place] ?? fresh?.get(identities[place] as Identity);
    if (person === undefined) throw new Error('An event has no person.');
    const eventHash = eventHashOf(organizationId, event.messageId);
    const from = writer.length;
    writeRow(writer, gone.has(person) ? nameless(event) : event, eventHash, person, frame);
    if (!event.isStamped) unstamped.push({ eventId: eventIdOf(eventHash), bytes: writer.take(from) });
  }
  return { bytes: writer.take(), rows: events.length, unstamped };
}

/** What an erased person does is a fact like any; it says no more who they were. */
const nameless = (event: CheckedEvent): CheckedEvent => ({
  ...event,
  messageId: '',
  userId: '',
  anonymousId: '',
  properties: { ...event.properties, rest: '' },
  context: '',
});

async function keepRefused(
  columnar: Columnar,
  { sender, receivedMs }: Reception,
  entries: readonly RefusedEvent[],
): Promise<void> {
  const received = new Date(receivedMs).toISOString();
  const rows = entries.map((entry) => ({
    id: entry.id,
    received_at: received,
    state: 'open' as const,
    write_key_id: sender.writeKeyId || nilUuid,
    message_id: entry.messageId,
    type: entry.type,
    event: entry.event,
    ...refusalColumns(entry.refusal),
    is_whole: entry.isWhole ? 1 : 0,
    raw: entry.raw,
  }));
  await writeQuarantine(columnar, sender.organizationId, rows, receivedMs);
}
