/**
 * Sends one file by the tus protocol, in pieces, so that it can be paused and goes on after a lost connection or a
 * closed page. XMLHttpRequest tells how much of a piece has gone; fetch cannot.
 */
import { ApiProblem, problemOf } from '../../../ui/api/request.ts';

/** Small enough that little is sent twice, large enough that a fast line is not kept waiting. */
const pieceBytes = 4 * 1024 * 1024;
const version = { 'tus-resumable': '1.0.0' };

export type Begun = { readonly path: string; readonly id: string };

/** An upload of this file that was begun before and still lives, with what has arrived; or a new one. */
export async function beginUpload(file: File, known: string | null, signal: AbortSignal) {
  const offset = known === null ? null : await offsetOf(known, signal);
  if (known !== null && offset !== null) return { path: known, offset };
  const answer = await ask(
    '/api/uploads',
    'POST',
    {
      'upload-length': String(file.size),
      'upload-metadata': `filename ${base64(file.name)}`,
    },
    signal,
  );
  const path = answer.headers.get('location');
  if (path === null)
    throw new ApiProblem({ code: 'unreadable', status: answer.status, title: '', detail: '' });
  return { path, offset: 0 };
}

/** How many bytes are there; null where the upload is gone. */
export async function offsetOf(path: string, signal: AbortSignal): Promise<number | null> {
  try {
    const answer = await ask(path, 'HEAD', {}, signal);
    return Number(answer.headers.get('upload-offset'));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

export async function cancelUpload(path: string): Promise<void> {
  await ask(path, 'DELETE', {}, AbortSignal.timeout(10_000));
}

/** Sends everything from `offset` on; resolves when the last byte is on disk and the file was looked into. */
export async function sendPieces(
  file: File,
  path: string,
  offset: number,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let at = offset; at < file.size; at += pieceBytes) {
    const start = at;
    await sendPiece(file.slice(at, at + pieceBytes), path, at, (bytes) => onSent(start + bytes), signal);
  }
  onSent(file.size);
}

function sendPiece(
  piece: Blob,
  path: string,
  offset: number,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    sender.open('PATCH', path);
    const headers = {
      ...version,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    };
    for (const [name, value] of Object.entries(headers)) sender.setRequestHeader(name, value);
    sender.responseType = 'json';
    sender.upload.onprogress = ({ loaded }) => onSent(loaded);
    sender.onload = () =>
      sender.status === 204 ? resolve() : reject(new ApiProblem(problemOf(sender.response, sender.status)));
    sender.onerror = () => reject(unreachable());
    sender.onabort = () => reject(new DOMException('Stopped', 'AbortError'));
    if (signal.aborted) return sender.onabort(new ProgressEvent('abort'));
    signal.addEventListener('abort', () => sender.abort(), { once: true });
    sender.send(piece);
  });
}

async function ask(path: string, method: string, headers: Record<string, string>, signal: AbortSignal) {
  const answer = await fetch(path, { method, headers: { ...version, ...headers }, signal }).catch((error) => {
    throw error instanceof DOMException && error.name === 'AbortError' ? error : unreachable();
  });
  if (answer.ok) return answer;
  throw new ApiProblem(problemOf(await answer.json().catch(() => null), answer.status));
}

const unreachable = () => new ApiProblem({ code: 'unreachable', status: 0, title: '', detail: '' });

/** A name in any script, as the protocol wants it. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** A title to begin with: the file’s name without its ending and the marks that cameras put in. */
export function titleOf(fileName: string): string {
  const name = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_\s]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
  return name.slice(0, 120) || fileName.slice(0, 120);
}
