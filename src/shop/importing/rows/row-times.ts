import { parseTime } from '#events/file-reading';
import type { OrderState } from '../../orders/order.ts';
import type { OrderFieldName } from '../mapping/order-fields.ts';
import { Reject } from './row-reject.ts';
import type { Has, ReadingRules, Text } from './row-rules.ts';
import { choice } from './row-touch.ts';

export function timesOf(text: Text, has: Has, zone: string, rules: ReadingRules) {
  const time = (field: OrderFieldName) => {
    const value = text(field);
    if (value === '' || value === '-') return null;
    const ms = parseTime(value, { zone, dateOrder: rules.dateOrder });
    if (ms === null) throw new Reject('time_unreadable', field, { value });
    return ms;
  };
  const ordered = time('ordered_at');
  const paid = time('paid_at');
  const orderedAtMs = ordered ?? paid;
  if (orderedAtMs === null) throw new Reject('time_missing', has('paid_at') ? 'paid_at' : 'ordered_at');
  const state = stateOf(text('status'), has('paid_at') && paid === null, rules);
  const unpaid = state === 'awaiting_payment' || state === 'cancelled';
  const paidAtMs = paid ?? (unpaid ? null : orderedAtMs);
  return {
    orderedAtMs,
    paidAtMs,
    shippedAtMs: time('shipped_at'),
    completedAtMs: time('completed_at'),
    state,
  };
}

function stateOf(value: string, unpaid: boolean, rules: ReadingRules): OrderState {
  if (value === '') return unpaid ? 'awaiting_payment' : 'paid';
  const state = choice(value, rules.preset.states);
  if (!state) throw new Reject('unknown_status', 'status', { value });
  return state;
}
