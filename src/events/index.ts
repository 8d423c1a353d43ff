/** Door to the event spine: what happened, who it was, and what was refused. */
export type { EventRefusal } from './collector/checked-event.ts';
export type { Ingest, Ingested, IngestRequest } from './collector/ingest.ts';
export type { MoneyMessage } from './collector/money-message.ts';
export { importSender, marketNamespace, type Sender, shopperSender } from './collector/sender.ts';
export { type EraseTraces, traceEraser } from './erasing/erase-traces.ts';
export { erasedMarks } from './erasing/erased-mark.ts';
export type { EventType } from './event-types/event-type.ts';
export { eventTypeByName, eventTypes } from './event-types/event-types.ts';
export { type Events, type EventsOptions, openEvents } from './events.ts';
export { forgetSaid } from './forgotten/forget-said-store.ts';
export { Forgotten } from './forgotten/forgotten-store.ts';
export { type GroupPurpose, groupPurposes } from './groups/group-purposes.ts';
export { Groups } from './groups/groups.ts';
export { type Addressing, type GroupsAsked, groupsAllow } from './groups/groups-allow.ts';
export {
  closeGroup,
  forgetInGroups,
  type GroupRow,
  type GroupToKeep,
  keepGroup,
  listGroups,
} from './groups/groups-store.ts';
export { knownByHash, knownPersons } from './identity/known-persons-store.ts';
export { type MergesMessage, mergesTopic } from './identity/merges-store.ts';
export { type Identity, PersonNumbers } from './identity/person-numbers.ts';
export { numbersOfPersons } from './identity/persons-store.ts';
export { type DescribedMessage, describedTopic, traitsOfPersons } from './identity/traits-store.ts';
export { userIdsOf } from './identity/user-ids-store.ts';
export { reasonText } from './quarantine/reason-text.ts';
export { eventTakeout } from './takeout/event-takeout.ts';
