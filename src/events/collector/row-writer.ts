/** Texts up to this length are copied character by character, quicker than a call out of JavaScript. */
const shortLengthMax = 40;

/**
 * Writes rows in ClickHouse's RowBinary, one value after the other, into one buffer that is used again and
 * again: a row leaves nothing behind for the garbage collector. Numbers are little-endian, a text is its length
 * in bytes and then its UTF-8.
 */
export class RowWriter {
  #bytes: Buffer;
  #at = 0;

  constructor(firstBytes = 256 * 1024) {
    this.#bytes = Buffer.allocUnsafeSlow(firstBytes);
  }

  /** Bytes written since they were last taken. */
  get length(): number {
    return this.#at;
  }

  /** Forgets what was written and not taken. */
  clear(): void {
    this.#at = 0;
  }

  /** What was written from `from` on, as bytes of its own; the writer goes on from there. */
  take(from = 0): Buffer {
    const taken = Buffer.allocUnsafeSlow(this.#at - from);
    this.#bytes.copy(taken, 0, from, this.#at);
    this.#at = from;
    return taken;
  }

  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  uint8(value: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#at++] = value;
  }

  uint16(value: number): void {
    this.#makeRoom(2);
    this.#bytes[this.#at++] = value;
    this.#bytes[this.#at++] = value >>> 8;
  }

  uint32(value: number): void {
    this.#makeRoom(4);
    this.#write32(value);
  }

  /** Any safe integer. */
  int64(value: number): void {
    this.#makeRoom(8);
    this.#write32(value >>> 0);
    this.#write32(Math.floor(value / 2 ** 32));
  }

  /** Two numbers of 64 bits, so each half of the UUID stands the other way round. */
  uuid(text: string): void {
    this.#makeRoom(16);
    for (const place of pairsOfUuid)
      this.#bytes[this.#at++] = digit(text.charCodeAt(place)) * 16 + digit(text.charCodeAt(place + 1));
  }

  /** The first 16 bytes of a hash, as a text with a character for each byte, as a UUID. */
  uuidOfHash(hash: string): void {
    this.#makeRoom(16);
    for (let place = 7; place >= 0; place--) this.#bytes[this.#at++] = hash.charCodeAt(place);
    for (let place = 15; place >= 8; place--) this.#bytes[this.#at++] = hash.charCodeAt(place);
  }

  text(text: string): void {
    const { length } = text;
    this.#makeRoom(length * 3 + 5);
    if (length > shortLengthMax) {
      this.#longText(text);
      return;
    }
    const bytes = this.#bytes;
    let at = this.#at;
    bytes[at++] = length;
    for (let place = 0; place < length; place++) {
      const code = text.charCodeAt(place);
      if (code > 127) {
        this.#longText(text);
        return;
      }
      bytes[at++] = code;
    }
    this.#at = at;
  }

  texts(texts: readonly string[]): void {
    this.#makeRoom(5);
    this.#at = writeLength(this.#bytes, this.#at, texts.length);
    for (const text of texts) this.text(text);
  }

  /** Most texts are ASCII, so their length in bytes is guessed and room for it is left in front. */
  #longText(text: string): void {
    const bytes = this.#bytes;
    const guessed = lengthBytes(text.length);
    const start = this.#at + guessed;
    const written = bytes.write(text, start, 'utf8');
    const needed = lengthBytes(written);
    if (needed !== guessed) bytes.copyWithin(this.#at + needed, start, start + written);
    this.#at = writeLength(bytes, this.#at, written) + written;
  }

  #write32(value: number): void {
    this.#bytes[this.#at++] = value;
    this.#bytes[this.#at++] = value >>> 8;
    this.#bytes[this.#at++] = value >>> 16;
    this.#bytes[this.#at++] = value >>> 24;
  }

  #makeRoom(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#at + length));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}

/** Where the pairs of digits of a UUID stand in its text, in the order of its bytes. */
const pairsOfUuid = [16, 14, 11, 9, 6, 4, 2, 0, 34, 32, 30, 28, 26, 24, 21, 19];
const digit = (code: number) => (code < 58 ? code - 48 : (code | 32) - 87);

const lengthBytes = (length: number) => (length < 128 ? 1 : length < 16_384 ? 2 : length < 2_097_152 ? 3 : 4);

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function writeLength(bytes: Buffer, from: number, length: number): number {
  let at = from;
  let rest = length;
  while (rest > 127) {
    bytes[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
}
