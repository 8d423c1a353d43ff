import type { TextValues } from '#kernel/text';
import type { QuarantineCode, QuarantineReason } from '../contract.ts';
import type { ReadProperties } from './read-properties.ts';

export type EventKind = 'track' | 'identify' | 'page' | 'screen' | 'alias' | 'group';

/** An event that may go in: parsed once, trusted from here on. */
export type CheckedEvent = {
  readonly kind: EventKind;
  readonly name: string;
  readonly version: number;
  readonly messageId: string;
  readonly atMs: number;
  /** False when the sender gave no time, so that a repeat of it lands on another key. */
  readonly isStamped: boolean;
  readonly userId: string;
  readonly anonymousId: string;
  /** Of alias: the identity that was used before. */
  readonly previousId: string;
  /** Of group. */
  readonly groupId: string;
  readonly traits: Readonly<Record<string, unknown>> | null;
  readonly properties: ReadProperties;
  /** JSON of the part of the context that is kept. */
  readonly context: string;
  /** All properties, for an event that tells of money; null otherwise. */
  readonly moneyProperties: Readonly<Record<string, unknown>> | null;
};

/** Why an event does not go in. */
export type EventRefusal = {
  readonly code: QuarantineCode;
  readonly field: string;
  readonly reason: QuarantineReason;
  /** What fills the places of the reason's sentence. */
  readonly values?: TextValues;
};

export type Checked =
  | { readonly ok: true; readonly event: CheckedEvent }
  | { readonly ok: false; readonly refusal: EventRefusal };
