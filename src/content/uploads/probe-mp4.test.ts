import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probeMp4, type ReadBytes } from './probe-mp4.ts';

const clip = readFileSync(join(import.meta.dirname, 'clip.fixture.mp4'));

/** Reads a buffer as a file is read, and fails where more is asked of it than a file could be. */
const readerOf = (bytes: Uint8Array, count = { reads: 0 }): ReadBytes => {
  return async (start, length) => {
    count.reads++;
    if (start < 0 || length < 0 || start > bytes.length) throw new Error('Reads outside the file.');
    return bytes.subarray(start, start + length);
  };
};
const probe = (bytes: Uint8Array) => probeMp4(readerOf(bytes), bytes.length);
const changed = (at: number, ...values: number[]): Buffer => {
  const copy = Buffer.from(clip);
  copy.set(values, at);
  return copy;
};
/** Where a box's type stands; the first, or a later one. */
const placeOf = (letters: string, from = 0) => clip.indexOf(letters, from, 'latin1');

describe('an mp4', () => {
  it('tells its duration and size', async () => {
    expect(await probe(clip)).toEqual({ ok: true, value: { durationMs: 2000, width: 180, height: 320 } });
  });

  it('may begin with its index instead of ending with it', async () => {
    const moov = placeOf('moov') - 4;
    const mdat = placeOf('mdat') - 4;
    expect(mdat).toBeLessThan(moov);
    const head = clip.subarray(0, placeOf('free') - 4);
    const turned = Buffer.concat([head, clip.subarray(moov), clip.subarray(mdat, moov)]);
    expect((await probe(turned)).ok).toBe(true);
  });

  it('of a turned phone stands upright', async () => {
    const matrix = placeOf('tkhd') + 4 + 40;
    expect(clip.readInt32BE(matrix)).toBe(65_536);
    const turned = Buffer.from(clip);
    for (const [place, value] of [0, 65_536, 0, -65_536, 0, 0].entries())
      turned.writeInt32BE(value, matrix + place * 4);
    expect(await probe(turned)).toMatchObject({ ok: true, value: { width: 320, height: 180 } });
  });

  it('without H.264, without video, or without a length is refused with the reason', async () => {
    const code = async (bytes: Buffer) => {
      const probed = await probe(bytes);
      return probed.ok ? 'ok' : probed.refusal.code;
    };
    const entry = clip.indexOf('avc1', placeOf('stsd'), 'latin1');
    const hevc = Buffer.from(clip);
    hevc.write('hvc1', entry, 'latin1');
    expect(await code(hevc)).toBe('file_unknown_format');
    const handler = clip.indexOf('vide', placeOf('hdlr'), 'latin1');
    expect(await code(changed(handler, 0x73, 0x6f, 0x75, 0x6e))).toBe('file_unknown_format');
    const still = Buffer.from(clip);
    still.writeUInt32BE(0, placeOf('mvhd') + 4 + 16);
    still.writeUInt32BE(0, placeOf('mdhd') + 4 + 16);
    expect(await code(still)).toBe('file_broken');
  });

  it('is told by its content, not by its name', async () => {
    for (const other of [
      Buffer.from('<html>'),
      Buffer.alloc(4096),
      Buffer.from('\x89PNG\r\n\x1a\n'.repeat(9)),
    ])
      expect((await probe(other)).ok).toBe(false);
    expect(await probe(Buffer.alloc(0))).toMatchObject({ refusal: { code: 'file_empty' } });
  });
});

describe('hostile input', () => {
  it('is refused wherever the file is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: clip.length - 1 }), async (length) => {
        expect((await probe(clip.subarray(0, length))).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('never reads outside the file, throws, or answers what no player could show', async () => {
    const spot = fc.record({
      at: fc.integer({ min: 0, max: clip.length - 1 }),
      value: fc.constantFrom(0, 1, 7, 8, 0x7f, 0x80, 0xff),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(spot, { minLength: 1, maxLength: 30 }), async (spots) => {
        const bytes = Buffer.from(clip);
        for (const { at, value } of spots) bytes[at] = value;
        await soundlyAnswered(bytes);
      }),
      { numRuns: 600 },
    );
  });

  it('may break every head of every box of the index', async () => {
    const moov = placeOf('moov');
    const heads = [...clip.toString('latin1').matchAll(/[a-z]{4}/g)].map((match) => match.index - 4);
    const inIndex = heads.filter((at) => at >= moov - 4 && at + 4 < clip.length);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...inIndex),
        fc.constantFrom(0, 1, 2, 8, 9, 15, 16, 0x7fff_ffff, 0xffff_ffff),
        async (at, size) => {
          const bytes = Buffer.from(clip);
          bytes.writeUInt32BE(size, at);
          await soundlyAnswered(bytes);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('of any bytes behind a sound beginning ends after few reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (noise) => {
        await soundlyAnswered(Buffer.concat([clip.subarray(0, placeOf('free') - 4), noise]));
      }),
      { numRuns: 300 },
    );
  });

  async function soundlyAnswered(bytes: Buffer): Promise<void> {
    const count = { reads: 0 };
    const probed = await probeMp4(readerOf(bytes, count), bytes.length);
    expect(count.reads).toBeLessThanOrEqual(bytes.length / 8 + 2);
    if (!probed.ok) return;
    const { durationMs, width, height } = probed.value;
    for (const value of [durationMs, width, height]) expect(Number.isInteger(value) && value > 0).toBe(true);
  }
});
