import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { VideoView } from '#content/contract';
import { ApiProblem, request } from '../../../ui/api/request.ts';
import { beginUpload, cancelUpload, sendPieces, titleOf } from './upload-file.ts';

export type UploadState = 'waiting' | 'sending' | 'paused' | 'failed' | 'done';
export type Upload = {
  readonly key: string;
  readonly file: File;
  readonly accountId: string;
  readonly state: UploadState;
  readonly sentBytes: number;
  readonly error: unknown;
  readonly video: VideoView | null;
};

/** More at once would only make each slower. */
const atOnceMax = 2;
/** A short break of the line mends itself. */
const retriesMax = 4;

/** Where an upload of the same file goes on after the page was closed. */
const memoryOf = (file: File) => `meadow.upload.${file.name}.${file.size}.${file.lastModified}`;

/** Files on their way: several, each paused, resumed and cancelled by itself; a whole one becomes a draft. */
export function useUploads() {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const stoppers = useRef(new Map<string, AbortController>());
  const latest = useRef(uploads);
  latest.current = uploads;
  const change = (key: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));

  const run = async (upload: Upload): Promise<void> => {
    const { key, file } = upload;
    const stopper = new AbortController();
    stoppers.current.set(key, stopper);
    change(key, { state: 'sending', error: null });
    try {
      const path = await send(upload, stopper.signal, (part) => change(key, part));
      const video = await request<VideoView>('/api/videos', {
        body: { accountId: upload.accountId, title: titleOf(file.name), uploadId: path.split('/').at(-1) },
      });
      localStorage.removeItem(memoryOf(file));
      change(key, { state: 'done', video, sentBytes: file.size });
      await client.invalidateQueries({ queryKey: ['videos'] });
    } catch (error) {
      if (!stopper.signal.aborted) change(key, { state: 'failed', error });
    } finally {
      // A paused one may be on its way again.
      if (stoppers.current.get(key) === stopper) stoppers.current.delete(key);
    }
  };

  const stop = (key: string): void => {
    stoppers.current.get(key)?.abort();
    stoppers.current.delete(key);
  };
  useEffect(() => {
    const running = uploads.filter(({ state }) => state === 'sending').length;
    const next = uploads.find(({ state, key }) => state === 'waiting' && !stoppers.current.has(key));
    if (next && running < atOnceMax) void run(next);
  });

  const sending = uploads.some(({ state }) => state === 'sending' || state === 'waiting');
  useEffect(() => {
    if (!sending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [sending]);
  // Whoever leaves the page pauses; choosing the same file again goes on.
  useEffect(() => {
    const all = stoppers.current;
    return () => {
      for (const stopper of all.values()) stopper.abort();
    };
  }, []);

  return {
    uploads,
    add: (files: readonly File[], accountId: string) =>
      setUploads((all) => [
        ...all,
        ...files.map(
          (file): Upload => ({
            key: crypto.randomUUID(),
            file,
            accountId,
            state: 'waiting',
            sentBytes: 0,
            error: null,
            video: null,
          }),
        ),
      ]),
    pause: (key: string) => {
      stop(key);
      change(key, { state: 'paused' });
    },
    resume: (key: string) => change(key, { state: 'waiting' }),
    cancel: (key: string) => {
      stop(key);
      const file = latest.current.find((one) => one.key === key)?.file;
      const path = file && localStorage.getItem(memoryOf(file));
      if (file) localStorage.removeItem(memoryOf(file));
      // What cannot be told now is swept by the server in a day.
      if (path) cancelUpload(path).catch(() => undefined);
      setUploads((all) => all.filter((one) => one.key !== key));
    },
    dismiss: (key: string) => setUploads((all) => all.filter((one) => one.key !== key)),
  };
}

/** Sends the file, going on by itself after short breaks; answers the path of the whole upload. */
async function send(
  { file }: Upload,
  signal: AbortSignal,
  tell: (part: Partial<Upload>) => void,
): Promise<string> {
  for (let failures = 0; ; failures++) {
    try {
      const { path, offset } = await beginUpload(file, localStorage.getItem(memoryOf(file)), signal);
      localStorage.setItem(memoryOf(file), path);
      tell({ sentBytes: offset });
      await sendPieces(file, path, offset, (sentBytes) => tell({ sentBytes }), signal);
      return path;
    } catch (error) {
      const mayPass =
        error instanceof ApiProblem && (error.status === 0 || error.status >= 500 || error.status === 409);
      if (error instanceof ApiProblem && (error.status === 415 || error.status === 422))
        localStorage.removeItem(memoryOf(file));
      if (!mayPass || failures >= retriesMax || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** failures));
    }
  }
}
