/** Door to the outbox: messages that are committed with the change they tell of, relayed in commit order. */
export { type OutboxMessage, publish, publishing } from './outbox.ts';
export { backlog, pruneOutbox, relayOnce } from './outbox-store.ts';
export { type Relay, type Subscriber, startRelay } from './relay.ts';
