/** What a refused form says, and where. Pure. */
import { ApiProblem, type FieldError } from '../api/request.ts';

export type FormProblem = {
  /** Sentences of the server by field of the form. */
  readonly fields: Readonly<Record<string, string>>;
  /** What belongs to no field of this form, or null. */
  readonly rest: unknown;
};

/**
 * The server names fields as `options.zone` or `zone`; the last part is the field of the form.
 * `sentence` may say a refusal in the language of the page.
 */
export function formProblem(
  error: unknown,
  names: readonly string[],
  sentence: (code: string, error: FieldError) => string = (_code, { detail }) => detail,
): FormProblem {
  const reported = error instanceof ApiProblem ? (error.document.errors ?? []) : [];
  const fields: Record<string, string> = {};
  const code = error instanceof ApiProblem ? error.code : '';
  for (const error of reported) {
    const name = error.field.split('.').at(-1) ?? error.field;
    if (names.includes(name)) fields[name] ??= sentence(code, error);
  }
  return { fields, rest: Object.keys(fields).length > 0 ? null : error };
}
