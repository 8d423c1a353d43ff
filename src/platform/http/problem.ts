/**
 * Every error leaves as an RFC 9457 problem document with a stable `code`; this is the one table that maps
 * refusal codes to HTTP status. A code that is missing here is a bug and a test finds it.
 */

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '#kernel/result';
import type { TextValues } from '#kernel/text';

/** What is wrong with one field; with a reason where texts in other languages exist. */
export type FieldError = Pick<Refusal, 'detail' | 'reason' | 'values'> & { readonly field: string };

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** What exactly is wrong, finer than the code, with what fills the places of its sentence. */
  readonly reason?: string;
  readonly values?: TextValues;
  /** The fields at fault, when there are any. */
  readonly errors?: readonly FieldError[];
  /** Of a store that is away: when it last answered. */
  readonly since?: string;
};

/** Status and title by refusal code. */
export const problemTable: Readonly<
  Record<string, { readonly status: ContentfulStatusCode; readonly title: string }>
> = {
  malformed_body: { status: 400, title: 'The request body cannot be read' },
  invalid_request: { status: 400, title: 'The request is not valid' },
  not_signed_in: { status: 401, title: 'Sign in or send a key' },
  wrong_sign_in: { status: 401, title: 'The e-mail address or the password is wrong' },
  wrong_key: { status: 401, title: 'The key is not valid' },
  wrong_signature: { status: 401, title: 'The signature is not valid' },
  forbidden: { status: 403, title: 'Not permitted' },
  cross_site: { status: 403, title: 'Cross-site request refused' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'Conflicts with the current state' },
  stale_version: { status: 409, title: 'Somebody changed it meanwhile' },
  already_exists: { status: 409, title: 'Already exists' },
  price_changed: { status: 409, title: 'The price has changed' },
  sold_out: { status: 409, title: 'Sold out' },
  coupon_unavailable: { status: 409, title: 'The coupon cannot be claimed' },
  coupon_unusable: { status: 409, title: 'The coupon cannot be used here' },
  checkout_closed: { status: 409, title: 'The time to pay is over' },
  idempotency_conflict: { status: 409, title: 'The Idempotency-Key was used for another request' },
  no_such_range: { status: 416, title: 'The file has no such part' },
  tus_version: { status: 412, title: 'Another version of the upload protocol' },
  too_large: { status: 413, title: 'Too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  file_unknown_format: { status: 415, title: 'This kind of file is not read' },
  file_empty: { status: 422, title: 'The file is empty' },
  file_broken: { status: 422, title: 'The file is damaged' },
  unprocessable: { status: 422, title: 'Cannot be processed' },
  video_review_refused: { status: 422, title: 'The review did not let the video pass' },
  review_refused: { status: 422, title: 'The review did not let it pass' },
  blocked_words: { status: 422, title: 'The text holds words that are not allowed here' },
  several_currencies: { status: 422, title: 'Several currencies' },
  unknown_metric: { status: 422, title: 'Unknown metric' },
  unknown_dimension: { status: 422, title: 'Unknown dimension' },
  unknown_value: { status: 422, title: 'Unknown value' },
  audience_cycle: { status: 422, title: 'An audience would be made of itself' },
  audience_too_small: { status: 422, title: 'Fewer people than may be looked into' },
  too_many_rows: { status: 422, title: 'Too many rows' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong' },
  collector_busy: { status: 503, title: 'More events arrive than can be written' },
  disk_full: { status: 503, title: 'The disk is full' },
  columnar_unavailable: { status: 503, title: 'The columnar store is away' },
  records_unavailable: { status: 503, title: 'The records database is away' },
};

/** The problem document of a refusal; headers such as Retry-After may be set on the context before. */
export function problem(
  c: Context,
  refusal: Refusal,
  errors?: readonly FieldError[],
  since?: string,
): Response {
  const entry = problemTable[refusal.code];
  if (!entry) throw new Error(`Refusal code ${refusal.code} has no status: add it to problemTable.`);
  const fields = errors ?? (refusal.field ? [{ field: refusal.field, detail: refusal.detail }] : undefined);
  const body: Problem = {
    type: `/docs/problems#${refusal.code}`,
    title: entry.title,
    status: entry.status,
    code: refusal.code,
    detail: refusal.detail,
    ...(refusal.reason ? { reason: refusal.reason, values: refusal.values ?? {} } : {}),
    ...(fields ? { errors: fields } : {}),
    ...(since ? { since } : {}),
  };
  c.header('content-type', 'application/problem+json; charset=utf-8');
  if (entry.status === 503) c.header('retry-after', '2');
  return c.body(JSON.stringify(body), entry.status);
}

/** A refusal thrown across middleware, where a value cannot be returned; the app's error handler answers it. */
export class RefusalError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}
