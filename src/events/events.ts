import type { OrganizationId } from '#kernel/ids';
import type { Structure, WriteKey } from '#organisations';
import type { Columnar } from '#platform/columnar';
import { newRouter } from '#platform/http';
import type { Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import { collectorRoutes } from './collector/collector-routes.ts';
import { writeEvents } from './collector/events-store.ts';
import { GroupCommit } from './collector/group-commit.ts';
import { createIngest, type Ingest } from './collector/ingest.ts';
import type { MoneyMessage } from './collector/money-message.ts';
import { marketNamespace } from './collector/sender.ts';
import type { QuarantineReason } from './contract.ts';
import { erasedMarks } from './erasing/erased-mark.ts';
import { Forgotten } from './forgotten/forgotten-store.ts';
import { mergesSubscriber } from './identity/copy-merges.ts';
import { recordMerges } from './identity/merges-store.ts';
import { identityNotes } from './identity/note-identities.ts';
import { PersonNumbers } from './identity/person-numbers.ts';
import { putMoneyAside } from './quarantine/put-money-aside.ts';
import { quarantineRoutes } from './quarantine/quarantine-routes.ts';
import { sourceRoutes } from './sources/source-routes.ts';
import { findSender } from './sources/write-keys-store.ts';

export type EventsOptions = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly findWriteKey: (secret: string) => Promise<WriteKey | null>;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  /** Identities of erased people are known again by a hash under it. */
  readonly instanceSecret: string;
  /** Told after events of an organisation are durable, so that open screens look again. */
  readonly onWritten?: (organizationId: OrganizationId) => void;
  readonly now?: () => number;
  /** Of one write key. */
  readonly requestsPerSecondMax?: number;
};

export type Events = {
  readonly routes: ReturnType<typeof newRouter>;
  readonly ingest: Ingest;
  readonly personNumbers: PersonNumbers;
  /** Makes two persons of the market one; what the first did counts as the second's. Done again, it changes nothing. */
  readonly joinShoppers: (from: number, into: number) => Promise<void>;
  readonly subscribers: readonly Subscriber[];
  /** Keeps a money event that could not become a record where people see it, with the reason. */
  readonly putAside: (message: MoneyMessage, reason: QuarantineReason) => Promise<void>;
  /** Waits until nothing is being written any more. */
  readonly close: () => Promise<void>;
};

/** A lonely request waits this long for company; under load the writing itself makes the group. */
const windowMs = 4;
const rowsMax = 20_000;
const waitingBytesMax = 96 * 1024 * 1024;

export function openEvents(options: EventsOptions): Events {
  const { records, columnar, findWriteKey, structureOf, now = Date.now } = options;
  const commit = new GroupCommit({
    write: (parcels) => writeEvents(columnar, parcels),
    windowMs,
    rowsMax,
    waitingBytesMax,
  });
  const personNumbers = new PersonNumbers(records, erasedMarks(options.instanceSecret));
  const forgotten = new Forgotten(records);
  const persons = { records, forgotten };
  const noteIdentities = identityNotes(persons, personNumbers);
  const store = createIngest({
    records,
    columnar,
    numbers: personNumbers,
    forgotten,
    noteIdentities,
    commit,
    structureOf,
    now,
  });
  const ingest: Ingest = (request) => {
    const { organizationId } = request.sender;
    return store(request).then((ingested) => {
      if (ingested.accepted > 0) options.onWritten?.(organizationId);
      return ingested;
    });
  };
  const senderOf = (organizationId: OrganizationId, writeKeyId: string) =>
    findSender(records, organizationId, writeKeyId);

  const routes = newRouter();
  routes.route(
    '/',
    collectorRoutes({ ingest, findWriteKey, requestsPerSecondMax: options.requestsPerSecondMax ?? 2_000 }),
  );
  routes.route('/', quarantineRoutes({ columnar, ingest, senderOf, now }));
  routes.route('/', sourceRoutes({ records, columnar }));
  return {
    routes,
    ingest,
    personNumbers,
    joinShoppers: (from, into) =>
      recordMerges(persons, marketNamespace, [{ from, into, reason: 'identify' }]),
    subscribers: [mergesSubscriber(columnar, options.onWritten)],
    putAside: (message, reason) => putMoneyAside(columnar, message, reason, now()),
    close: () => commit.settled(),
  };
}
