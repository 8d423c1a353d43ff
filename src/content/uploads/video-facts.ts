import { type Box, boxesIn, findBox, fourLetters } from './mp4-boxes.ts';

/** What the player needs to know before the first byte: pixels as shown, so a turned phone video stands upright. */
export type VideoFacts = { readonly durationMs: number; readonly width: number; readonly height: number };

/** Why a `moov` box is not what browsers play everywhere. */
export type FactsProblem = 'no_video_track' | 'other_codec' | 'no_duration' | 'no_size';

/** Reads the first video track out of the content of a `moov` box (ISO/IEC 14496-12 §8.2). Pure. */
export function videoFactsOf(moov: Uint8Array): VideoFacts | FactsProblem {
  const view = new DataView(moov.buffer, moov.byteOffset, moov.byteLength);
  const whole = { start: 0, end: view.byteLength };
  let otherCodec = false;
  for (const box of boxesIn(view, 0, view.byteLength)) {
    if (box.type !== 'trak') continue;
    const codec = videoCodecOf(view, box);
    if (codec === null) continue;
    if (codec !== 'avc1' && codec !== 'avc3') {
      otherCodec = true;
      continue;
    }
    const size = shownSizeOf(view, box);
    if (size === null) return 'no_size';
    const durationMs = durationOf(view, whole, box);
    return durationMs === null ? 'no_duration' : { durationMs, ...size };
  }
  return otherCodec ? 'other_codec' : 'no_video_track';
}

/** The sample entry's four letters of a video track, such as `avc1`; null for sound and other tracks. */
function videoCodecOf(view: DataView, track: Box): string | null {
  const media = findBox(view, track, 'mdia');
  const handler = media && findBox(view, media, 'hdlr');
  if (!media || !handler || handler.end - handler.start < 12) return null;
  if (fourLetters(view, handler.start + 8) !== 'vide') return null;
  const info = findBox(view, media, 'minf');
  const table = info && findBox(view, info, 'stbl');
  const samples = table && findBox(view, table, 'stsd');
  // Version, flags and a count stand before the entries; an entry begins like a box.
  if (!samples || samples.end - samples.start < 16) return null;
  return fourLetters(view, samples.start + 12);
}

const pixelsMax = 16_384;

/** Width and height of the track header, swapped where its matrix turns the picture by a quarter. */
function shownSizeOf(view: DataView, track: Box): Pick<VideoFacts, 'width' | 'height'> | null {
  const header = findBox(view, track, 'tkhd');
  if (!header || header.end - header.start < 1) return null;
  const wanted = view.getUint8(header.start) === 1 ? 96 : 84;
  if (header.end - header.start < wanted) return null;
  const matrix = header.start + wanted - 44;
  const width = Math.round(view.getUint32(header.start + wanted - 8) / 65_536);
  const height = Math.round(view.getUint32(header.start + wanted - 4) / 65_536);
  if (width < 1 || height < 1 || width > pixelsMax || height > pixelsMax) return null;
  const turned = view.getInt32(matrix) === 0 && view.getInt32(matrix + 4) !== 0;
  return turned ? { width: height, height: width } : { width, height };
}

/** The longest of what the movie, the track and, for fragmented files, the fragments' header say. */
function durationOf(view: DataView, moov: Pick<Box, 'start' | 'end'>, track: Box): number | null {
  const movie = findBox(view, moov, 'mvhd');
  const movieTime = movie && timeOf(view, movie);
  const media = findBox(view, track, 'mdia');
  const mediaHeader = media && findBox(view, media, 'mdhd');
  const mediaTime = mediaHeader && timeOf(view, mediaHeader);
  const fragments = findBox(view, moov, 'mvex');
  const fragmentsHeader = fragments && findBox(view, fragments, 'mehd');
  const fragmented = fragmentsHeader && movieTime ? lengthOf(view, fragmentsHeader, 4) : null;
  const seconds = Math.max(
    movieTime ? (movieTime.length ?? 0) / movieTime.scale : 0,
    mediaTime ? (mediaTime.length ?? 0) / mediaTime.scale : 0,
    movieTime && fragmented ? fragmented / movieTime.scale : 0,
  );
  const durationMs = Math.round(seconds * 1000);
  return durationMs > 0 && durationMs < 2 ** 31 ? durationMs : null;
}

/** Timescale and length of `mvhd` and `mdhd`, which begin alike. */
function timeOf(view: DataView, header: Box): { scale: number; length: number | null } | null {
  if (header.end - header.start < 20) return null;
  const isLong = view.getUint8(header.start) === 1;
  const at = header.start + (isLong ? 20 : 12);
  if (at + 8 > header.end) return null;
  const scale = view.getUint32(at);
  return scale === 0 ? null : { scale, length: lengthOf(view, header, isLong ? 24 : 16) };
}

/** A duration of the version's width; all ones mean that it is not known. */
function lengthOf(view: DataView, header: Box, offset: number): number | null {
  if (header.end - header.start < 1) return null;
  const isLong = view.getUint8(header.start) === 1;
  const at = header.start + offset;
  if (at + (isLong ? 8 : 4) > header.end) return null;
  const high = view.getUint32(at);
  if (!isLong) return high === 0xffff_ffff ? null : high;
  return high === 0xffff_ffff ? null : high * 2 ** 32 + view.getUint32(at + 4);
}
