/**
 * Boxes of the ISO base media file format (ISO/IEC 14496-12 §4.2): a length, a four-letter type, content. Pure, and
 * written for hostile input: nothing outside the given bytes is read, and every step goes forward.
 */
export type Box = {
  readonly type: string;
  /** Where the content begins and ends within the bytes that were given. */
  readonly start: number;
  readonly end: number;
};

export type BoxHead = { readonly type: string; readonly headBytes: number; readonly bytes: number };

/** Enough of a file to read any box's head. */
export const headBytesMax = 16;

/**
 * The head of the box that begins at `at`; `room` is how much may belong to it. Null where there is no sound head,
 * or where the box claims more than there is.
 */
export function readBoxHead(view: DataView, at: number, room: number): BoxHead | null {
  const given = view.byteLength - at;
  if (room < 8 || given < 8) return null;
  const size = view.getUint32(at);
  const type = fourLetters(view, at + 4);
  if (size === 0) return { type, headBytes: 8, bytes: room };
  if (size !== 1) return size < 8 || size > room ? null : { type, headBytes: 8, bytes: size };
  if (room < 16 || given < 16) return null;
  const large = view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12);
  return large < 16 || large > room ? null : { type, headBytes: 16, bytes: large };
}

/** The boxes of one level, as far as they are sound. */
export function* boxesIn(view: DataView, start: number, end: number): Generator<Box> {
  let at = start;
  while (at < end) {
    const head = readBoxHead(view, at, end - at);
    if (head === null) return;
    yield { type: head.type, start: at + head.headBytes, end: at + head.bytes };
    at += head.bytes;
  }
}

export function findBox(view: DataView, within: Pick<Box, 'start' | 'end'>, type: string): Box | null {
  for (const box of boxesIn(view, within.start, within.end)) if (box.type === type) return box;
  return null;
}

export function fourLetters(view: DataView, at: number): string {
  let letters = '';
  for (let place = at; place < at + 4; place++) letters += String.fromCharCode(view.getUint8(place));
  return letters;
}
