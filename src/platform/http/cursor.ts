/** Cursors are opaque over (key, id), so a list stays right while rows are added. */
export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts of a cursor we made, or null for anything else. */
export function decodeCursor(text: string, length: number): (string | number)[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const sound =
      Array.isArray(parts) &&
      parts.length === length &&
      parts.every((part) => typeof part === 'string' || Number.isFinite(part));
    return sound ? (parts as (string | number)[]) : null;
  } catch {
    return null;
  }
}
