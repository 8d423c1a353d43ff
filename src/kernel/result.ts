import type { TextValues } from './text.ts';

/**
 * Expected refusals are values, bugs are thrown. A use case answers `Result<What, Refusal>`; the one
 * translator at the edge turns a refusal's code into an HTTP status (`#platform/http`).
 */
export type Ok<Value> = { readonly ok: true; readonly value: Value };
export type Refused<Reason> = { readonly ok: false; readonly refusal: Reason };
export type Result<Value, Reason> = Ok<Value> | Refused<Reason>;

/** What every refusal has: a stable code that programs can rely on, and a sentence for people. */
export type Refusal<Code extends string = string> = {
  readonly code: Code;
  readonly detail: string;
  /** The field of the request that is at fault, as a path such as `range.from`. */
  readonly field?: string;
  /** What exactly is wrong, finer than the code, for texts in other languages. */
  readonly reason?: string;
  /** What fills the places of the reason's sentence. */
  readonly values?: TextValues;
};

export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value };
}

export function refuse<const Code extends string>(
  code: Code,
  detail: string,
  field?: string,
): Refused<Refusal<Code>> {
  return { ok: false, refusal: field === undefined ? { code, detail } : { code, detail, field } };
}
