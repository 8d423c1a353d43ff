import { parseDecimal, toWhole } from '#events/file-reading';
import type { Touch } from '../../orders/order.ts';
import type { OrderFieldName } from '../mapping/order-fields.ts';
import { id, Reject } from './row-reject.ts';
import type { ReadingRules, Text } from './row-rules.ts';

export function touchOf(text: Text, rules: ReadingRules): Touch {
  const account = text('account');
  const accountId = account === '' ? null : (rules.accounts.get(account.toLowerCase()) ?? null);
  if (account !== '' && accountId === null)
    throw new Reject('unknown_account', 'account', { value: account });
  const short = (field: OrderFieldName) => id(field, text(field)) || null;
  const second =
    text('touch_second') === ''
      ? null
      : toWhole(parseDecimal(text('touch_second')) ?? { digits: -1, scale: 0 });
  return {
    carrier: touchWord('carrier', text('carrier'), rules.preset.carriers),
    source: touchWord('source', text('source'), rules.preset.sources),
    accountType: touchWord('account_type', text('account_type'), rules.preset.accountTypes),
    planId: short('plan_id'),
    accountId,
    contentId: short('content_id'),
    roomId: short('room_id'),
    creatorId: short('creator_id'),
    requestId: short('request_id'),
    touchSecond: second !== null && second >= 0 && second < 2 ** 31 ? second : null,
  };
}

function touchWord<Value>(
  field: OrderFieldName,
  value: string,
  words: Readonly<Record<string, Value | null>>,
): Value | null {
  if (value === '' || value === '-') return null;
  const word = choice(value, words);
  if (word === undefined) throw new Reject('unknown_touch', field, { value });
  return word;
}

export function choice<Value>(value: string, words: Readonly<Record<string, Value>>): Value | undefined {
  const key = value.toLowerCase();
  return Object.hasOwn(words, value) ? words[value] : Object.hasOwn(words, key) ? words[key] : undefined;
}
