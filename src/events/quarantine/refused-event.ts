import { hash } from 'node:crypto';
import { uuidFromBytes } from '#kernel/ids';
import type { EventRefusal } from '../collector/checked-event.ts';
import type { Sender } from '../collector/sender.ts';

/** Enough to see what is wrong, and little enough that a hostile sender cannot fill the disk with it. */
export const rawLengthMax = 4_096;

export type RefusedEvent = {
  readonly id: string;
  readonly messageId: string;
  readonly type: string;
  readonly event: string;
  readonly refusal: EventRefusal;
  readonly raw: string;
  readonly isWhole: boolean;
};

/** What the quarantine keeps of an event. The same event refused again is the same entry. */
export function refusedEvent(
  raw: unknown,
  kind: string | null,
  refusal: EventRefusal,
  sender: Sender,
): RefusedEvent {
  const text = textOf(raw);
  const object = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const digest = hash('sha256', `${sender.organizationId}\n${sender.writeKeyId}\n${text}`, 'buffer');
  return {
    id: uuidFromBytes(digest.subarray(0, 16)),
    messageId: shortText(object.messageId, 255),
    type: kind ?? shortText(object.type, 40),
    event: shortText(object.event, 200),
    refusal,
    raw: text.length <= rawLengthMax ? text : text.slice(0, rawLengthMax).toWellFormed(),
    isWhole: text.length <= rawLengthMax,
  };
}

function textOf(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'null';
  } catch (error) {
    if (error instanceof RangeError) return '"nested too deeply to be shown"';
    throw error;
  }
}

function shortText(value: unknown, lengthMax: number): string {
  return typeof value === 'string' ? value.slice(0, lengthMax).toWellFormed() : '';
}
