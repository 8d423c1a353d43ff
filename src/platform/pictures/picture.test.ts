import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPicture } from './picture.ts';

/** Red, 34 wide and 20 high, drawn by ffmpeg. */
const drawn = {
  png: 'iVBORw0KGgoAAAANSUhEUgAAACIAAAAUCAIAAABnBnglAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAIklEQVR4nGP4y8BAB0QPO0atGbVm1JpRa0atGbVm1BoyEAAm4aAny30bYQAAAABJRU5ErkJggg==',
  jpg: '/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAgEBAQEBAUFBQUFBQYGBgYGBgYGBgYGBgYHBwcICAgHBwcGBgcHCAgICAkJCQgICAgJCQoKCgwMCwsODg4RERT/xABNAAEBAAAAAAAAAAAAAAAAAAAABgEBAQEAAAAAAAAAAAAAAAAAAAYHEAEAAAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAAAAAAAAAAAAAA/8AAEQgAFAAiAwEiAAIRAAMRAP/aAAwDAQACEQMRAD8AiwEo38AAAAAAAAAB/9k=',
  webp: 'UklGRk4AAABXRUJQVlA4IEIAAABQAwCdASoiABQAPpFGnkslo6KhpWgAsBIJZwDO3oAAK/fDcAD+7tPf/2LOWwLx//7nA/7nA/7nA/jbB+29aoAAAAA=',
} as const;
const lossless = Buffer.from('UklGRhwAAABXRUJQVlA4TA8AAAAvIcAEAAcQ9Y/+ByKi/wEA', 'base64');
const bytesOf = (kind: keyof typeof drawn) => Buffer.from(drawn[kind], 'base64');

it('knows PNG, JPEG and WebP with their sides, and nothing else', () => {
  const size = { width: 34, height: 20 };
  expect(readPicture(bytesOf('png'))).toEqual({ contentType: 'image/png', extension: 'png', ...size });
  expect(readPicture(bytesOf('jpg'))).toEqual({ contentType: 'image/jpeg', extension: 'jpg', ...size });
  expect(readPicture(bytesOf('webp'))).toEqual({ contentType: 'image/webp', extension: 'webp', ...size });
  expect(readPicture(lossless)).toMatchObject({ extension: 'webp', ...size });
  expect(readPicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))).toBeNull();
  expect(readPicture(Buffer.from('GIF89a'.padEnd(60, '\0')))).toBeNull();
});

it('turns a photograph as its camera says', () => {
  const jpeg = bytesOf('jpg');
  const exif = (orientation: number) => {
    const tiff = Buffer.from('4d4d002a0000000800010112000300000001000000000000', 'hex');
    tiff.writeUInt16BE(orientation, 18);
    const head = Buffer.from([0xff, 0xe1, 0, 8 + tiff.length, ...Buffer.from('Exif\0\0')]);
    return Buffer.concat([jpeg.subarray(0, 2), head, tiff, jpeg.subarray(2)]);
  };
  expect(readPicture(exif(1))).toMatchObject({ width: 34, height: 20 });
  expect(readPicture(exif(6))).toMatchObject({ width: 20, height: 34 });
});

it('never throws, whatever is sent as a picture', () => {
  const kinds = fc.constantFrom(...(Object.keys(drawn) as (keyof typeof drawn)[]));
  const spoilt = fc.tuple(kinds, fc.nat(260), fc.array(fc.tuple(fc.nat(260), fc.nat(255)), { maxLength: 8 }));
  fc.assert(
    fc.property(spoilt, ([kind, length, changes]) => {
      const bytes = Buffer.from(bytesOf(kind).subarray(0, length));
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      const found = readPicture(bytes);
      if (found) expect(Math.min(found.width, found.height)).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
});
