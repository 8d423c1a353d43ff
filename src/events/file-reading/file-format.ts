/**
 * What a file is, told by its first bytes and never by its name: exports arrive as `.txt`, `.xls` that are
 * really CSV, or without any extension.
 */
export type FileFormat = 'delimited' | 'json_lines' | 'xlsx' | 'parquet';

const startsWith = (head: Uint8Array, ...bytes: number[]) =>
  bytes.every((byte, index) => head[index] === byte);

export function isGzip(head: Uint8Array): boolean {
  return startsWith(head, 0x1f, 0x8b);
}

/** Null for contents we do not read: old binary Excel, PDF, pictures and whatever else holds zero bytes. */
export function detectFormat(head: Uint8Array): FileFormat | null {
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return 'xlsx';
  if (startsWith(head, 0x50, 0x41, 0x52, 0x31)) return 'parquet';
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) return 'delimited';
  if (head.subarray(0, 8192).includes(0) || startsWith(head, 0x25, 0x50, 0x44, 0x46)) return null;
  const first = head.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
  return first === 0x7b ? 'json_lines' : 'delimited';
}
