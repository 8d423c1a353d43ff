/** Kinds of picture that browsers show and that cannot carry scripts, told by their first bytes. Pure. */
export type PictureType = 'png' | 'jpg' | 'webp';

export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  const begins = (at: number, ...values: number[]) =>
    values.every((value, place) => bytes[at + place] === value);
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (begins(0, 0xff, 0xd8, 0xff)) return 'jpg';
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'webp';
  return null;
}
