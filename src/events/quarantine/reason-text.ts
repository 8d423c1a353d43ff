import { fill } from '#kernel/text';
import type { EventRefusal } from '../collector/checked-event.ts';
import type { QuarantineReason } from '../contract.ts';

/** What is wrong, in English, read after the name of the field. The console has its own texts for both languages. */
const sentences: Readonly<Record<QuarantineReason, string>> = {
  not_an_object: 'an event must be an object',
  nested_too_deeply: 'is nested too deeply',
  type_unknown: 'must be one of {allowed}',
  id_unreadable: 'must be a text of at most 255 characters without control characters',
  field_missing: 'must be given',
  identity_missing: 'userId or anonymousId must be given',
  text_unreadable: 'must be a text of at most {max} characters',
  key_may_not_tell_money: '{event} tells of money, so it must be sent with a secret server key',
  object_expected: 'must be an object',
  property_missing: '{event} needs it',
  shop_not_found: 'names no shop of this organisation',
  no_shop_yet: 'there is no shop yet that it could belong to',
  event_too_large: 'must be at most {max} bytes',
  characters_unreadable: 'holds characters that are none',
  instant_unreadable: 'must be an ISO 8601 instant, such as 2026-01-01T12:00:00.000Z',
  instant_out_of_bounds: 'must lie between 2000-01-01 and tomorrow',
  word_unknown: 'must be one of {allowed}',
  whole_number_expected: 'must be a whole number between 0 and {max}',
  short_text_expected: 'must be a text of at most {max} characters',
  currency_not_a_code: 'must be a currency code of three letters, such as CNY',
  order_number_missing: 'The order has no order_id.',
  order_currency_not_a_code: 'The currency is no currency code.',
  order_products_unreadable: 'A product has no readable price or quantity.',
  shop_gone: 'names a shop that is gone',
};

export function reasonText({ reason, values = {} }: Pick<EventRefusal, 'reason' | 'values'>): string {
  return fill(sentences[reason], values);
}
