import type { Refusal, Refused } from '#kernel/result';
import type { TextValues } from '#kernel/text';

/** Refuses with a stable word for what exactly is wrong, so that pages can say it in their language. */
export function refuseBecause<const Code extends string>(
  code: Code,
  reason: string,
  detail: string,
  more: { readonly values?: TextValues; readonly field?: string } = {},
): Refused<Refusal<Code>> {
  return { ok: false, refusal: { code, detail, reason, ...more } };
}
