/** A part of a file, both ends included, as RFC 9110 §14 asks for it. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Reads a `Range` header for a file of so many bytes. `whole` where it is absent, malformed, of another unit or of
 * several parts, which a server may answer whole; `none` where nothing of it lies in the file. Pure.
 */
export function readRange(header: string | undefined, bytes: number): ByteRange | 'whole' | 'none' {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!parts) return 'whole';
  const [, from = '', to = ''] = parts;
  if (from === '' && to === '') return 'whole';
  if (from === '') {
    const length = Math.min(Number(to), bytes);
    return length === 0 ? 'none' : { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return 'whole';
  if (start >= bytes) return 'none';
  return { start, end: to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1) };
}
