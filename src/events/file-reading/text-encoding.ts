/** Encodings that sellers' exports come in; `gb18030` is the superset of GBK and GB2312. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/**
 * Decides by byte order mark, then by what the sample can be: UTF-8 is nearly never valid by chance, GB18030
 * sometimes is, and Windows-1252 takes everything. A sample cut inside a character must not decide, so it is
 * cut back to its last line end first.
 */
export function detectEncoding(sample: Uint8Array): TextEncoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const lastLineEnd = sample.lastIndexOf(0x0a);
  const whole = lastLineEnd > 0 ? sample.subarray(0, lastLineEnd) : sample;
  if (decodes(whole, 'utf-8')) return 'utf-8';
  return decodes(whole, 'gb18030') ? 'gb18030' : 'windows-1252';
}

function decodes(bytes: Uint8Array, encoding: TextEncoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

export function decodeSample(sample: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(sample, { stream: true });
}
