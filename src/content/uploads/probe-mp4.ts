import { ok, type Refusal, type Refused, type Result, refuse } from '#kernel/result';
import { headBytesMax, readBoxHead } from './mp4-boxes.ts';
import { type FactsProblem, type VideoFacts, videoFactsOf } from './video-facts.ts';

/** Reads so many bytes of a file from there on; fewer only at its end. */
export type ReadBytes = (start: number, length: number) => Promise<Uint8Array>;

export type ProbeRefusal = Refusal<'file_unknown_format' | 'file_broken' | 'file_empty'>;

/** An index of five hundred megabytes of video is a few; more is an attempt to fill the memory. */
const moovBytesMax = 32 * 1024 * 1024;
/** A fragmented file has a box pair every few seconds. */
const boxesMax = 10_000;
/** The shortest clip worth a swipe, and the longest that is still a short video 短视频. */
const durationMsMin = 500;
const durationMsMax = 30 * 60_000;

/**
 * Decides by content whether a file is an mp4 that browsers play everywhere: ISO base media boxes, whole, with an
 * H.264 track; says how long and how large it is.
 */
export async function probeMp4(read: ReadBytes, bytes: number): Promise<Result<VideoFacts, ProbeRefusal>> {
  if (bytes === 0) return refuse('file_empty', 'The file is empty.');
  let moov: Uint8Array | null = null;
  let hasMedia = false;
  let at = 0;
  for (let box = 0; at < bytes; box++) {
    const given = await read(at, headBytesMax);
    const head = readBoxHead(new DataView(given.buffer, given.byteOffset, given.byteLength), 0, bytes - at);
    if (box === 0 && head?.type !== 'ftyp')
      return refuseFor('file_unknown_format', 'video_not_mp4', 'The file is not an mp4.');
    if (head === null) return cutOff();
    if (box >= boxesMax)
      return refuseFor('file_broken', 'video_too_many_parts', 'The file has more parts than a short video.');
    if (head.type === 'mdat' && head.bytes > head.headBytes) hasMedia = true;
    if (head.type === 'moov' && moov === null) {
      const length = head.bytes - head.headBytes;
      if (length > moovBytesMax)
        return refuseFor('file_broken', 'video_too_many_parts', 'The index of the file is too large.');
      moov = await read(at + head.headBytes, length);
      if (moov.byteLength < length) return cutOff();
    }
    at += head.bytes;
  }
  if (moov === null || !hasMedia) return cutOff();
  const facts = videoFactsOf(moov);
  if (typeof facts === 'string') return refuseFor(...problemOf(facts));
  if (facts.durationMs < durationMsMin)
    return refuseFor('file_broken', 'video_too_short', `The video is shorter than ${durationMsMin} ms.`);
  if (facts.durationMs > durationMsMax)
    return refuseFor(
      'file_broken',
      'video_too_long',
      `The video is longer than ${durationMsMax / 60_000} minutes.`,
    );
  return ok(facts);
}

/** What exactly is wrong with a file, for texts in other languages. */
export const probeReasons = [
  'video_not_mp4',
  'video_no_video_track',
  'video_other_codec',
  'video_no_duration',
  'video_no_size',
  'video_cut_off',
  'video_too_many_parts',
  'video_too_short',
  'video_too_long',
] as const;
type ProbeReason = (typeof probeReasons)[number];

const refuseFor = (
  code: 'file_unknown_format' | 'file_broken',
  reason: ProbeReason,
  detail: string,
): Refused<ProbeRefusal> => ({ ok: false, refusal: { code, reason, detail } });

const cutOff = () => refuseFor('file_broken', 'video_cut_off', 'The mp4 is damaged or was cut off.');

function problemOf(problem: FactsProblem): Parameters<typeof refuseFor> {
  switch (problem) {
    case 'no_video_track':
      return ['file_unknown_format', 'video_no_video_track', 'The mp4 holds no video.'];
    case 'other_codec':
      return [
        'file_unknown_format',
        'video_other_codec',
        'The video is not H.264, which every browser plays: export it as H.264.',
      ];
    case 'no_duration':
      return ['file_broken', 'video_no_duration', 'The mp4 does not say how long the video is.'];
    case 'no_size':
      return ['file_broken', 'video_no_size', 'The mp4 does not say how large the picture is.'];
  }
}
