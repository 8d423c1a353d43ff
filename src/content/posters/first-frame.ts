import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** Decoding one picture takes a moment; whatever takes longer is a file made to take long. */
const secondsMax = 30;

/**
 * One picture of a video, half a second in, as a JPEG stream at most 720 wide; null where there is no ffmpeg. The
 * file may be hostile: it is read as mp4 and nothing else, from this path and nowhere else, by one thread.
 */
export async function firstFrame(path: string, durationMs: number): Promise<Readable | null> {
  const at = Math.min(500, Math.floor(durationMs / 2)) / 1000;
  const child = spawn(
    'ffmpeg',
    [
      ...['-nostdin', '-v', 'error', '-protocol_whitelist', 'file', '-threads', '1'],
      ...['-f', 'mov', '-ss', String(at), '-i', path, '-frames:v', '1', '-an', '-sn', '-dn'],
      ...['-vf', "scale='min(720,iw)':-2", '-q:v', '4', '-c:v', 'mjpeg', '-f', 'image2pipe', '-'],
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], timeout: secondsMax * 1000, killSignal: 'SIGKILL' },
  );
  const isThere = await new Promise<boolean>((resolve, reject) => {
    child.once('spawn', () => resolve(true));
    child.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(false) : reject(error),
    );
  });
  return isThere ? child.stdout : null;
}
