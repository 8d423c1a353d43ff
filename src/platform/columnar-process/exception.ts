/** A refusal of the engine or of this process, in the text form every ClickHouse client parses. */
export class ColumnarException extends Error {
  readonly code: number;

  constructor(code: number, type: string, message: string) {
    super(`Code: ${code}. DB::Exception: ${message}. (${type})`);
    this.code = code;
  }
}

/** The engine's own message already has the text form; anything else becomes LOGICAL_ERROR. */
export function exceptionOf(thrown: unknown): { code: number; text: string } {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const found = /Code: (\d+)\./.exec(text);
  if (found) return { code: Number(found[1]), text };
  return { code: 49, text: `Code: 49. DB::Exception: ${text}. (LOGICAL_ERROR)` };
}

const notFound = [46, 47, 50, 56, 60, 63, 73, 81, 115];
const badRequest = [
  6, 16, 20, 25, 26, 27, 36, 38, 41, 42, 43, 44, 53, 57, 62, 69, 70, 72, 117, 130, 131, 395, 456, 457,
];

/** Status per exception code, after `exceptionCodeToHTTPStatus` of ClickHouse. */
const statusByCode: ReadonlyMap<number, number> = new Map([
  ...notFound.map((code) => [code, 404] as const),
  ...badRequest.map((code) => [code, 400] as const),
  [48, 501],
  [164, 403],
  [202, 503],
  [210, 503],
  [241, 503],
  [307, 413],
  [516, 401],
]);

export const statusOf = (code: number): number => statusByCode.get(code) ?? 500;
