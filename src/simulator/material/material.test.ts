import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accounts } from '../world/brands-data.ts';
import { clips } from './clips-data.ts';
import { goods } from './goods-data.ts';

const folder = import.meta.dirname;
const bytesOf = (kind: string, file: string) => readFileSync(join(folder, kind, file));
const isWebp = (bytes: Buffer) =>
  bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';

it('everything that the demo shows is drawn, whole, and small enough to be kept', () => {
  let clipBytes = 0;
  for (const { key } of clips) {
    const clip = bytesOf('clips', `${key}.mp4`);
    // The index comes first, so that a player begins before it has all; a clip that was cut off has none.
    expect(clip.toString('latin1', 4, 8), key).toBe('ftyp');
    expect(clip.indexOf('moov'), key).toBeGreaterThan(0);
    expect(clip.indexOf('moov'), key).toBeLessThan(200);
    expect(clip.length, key).toBeGreaterThan(20_000);
    expect(isWebp(bytesOf('posters', `${key}.webp`)), key).toBe(true);
    clipBytes += clip.length;
  }
  expect(clipBytes).toBeLessThan(3_000_000);
  for (const { key } of goods) expect(isWebp(bytesOf('pictures', `${key}.webp`)), key).toBe(true);
  for (const { key } of accounts) expect(isWebp(bytesOf('portraits', `${key}.webp`)), key).toBe(true);
  expect(readdirSync(join(folder, 'clips'))).toHaveLength(clips.length);
});

it('names are told apart, and every clip shows goods that there are', () => {
  const keys = new Set(goods.map(({ key }) => key));
  expect(new Set(goods.map(({ zh, en }) => `${zh} ${en}`)).size).toBe(goods.length);
  expect(new Set(clips.map(({ title }) => title)).size).toBe(clips.length);
  for (const clip of clips)
    for (const key of clip.goods) expect(keys.has(key), `${clip.key} ${key}`).toBe(true);
});
