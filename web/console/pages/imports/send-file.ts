/** Sending a file with its progress; fetch cannot tell how much of a body has gone, XMLHttpRequest can. */
import type { ImportView } from '#shop/contract';
import { ApiProblem, problemOf } from '../../../ui/api/request.ts';

export type Sent = { readonly bytes: number; readonly bytesTotal: number };

export function sendFile(
  file: File,
  kind: ImportView['kind'],
  onProgress: (sent: Sent) => void,
  signal: AbortSignal,
): Promise<ImportView> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    const query = new URLSearchParams({ kind, fileName: file.name.slice(-255) });
    sender.open('POST', `/api/imports?${query}`);
    sender.setRequestHeader('content-type', 'application/octet-stream');
    sender.responseType = 'json';
    sender.upload.onprogress = ({ loaded, total }) => onProgress({ bytes: loaded, bytesTotal: total });
    sender.onload = () => {
      if (sender.status === 201) resolve(sender.response as ImportView);
      else reject(new ApiProblem(problemOf(sender.response, sender.status)));
    };
    sender.onerror = () => reject(new ApiProblem({ code: 'unreachable', status: 0, title: '', detail: '' }));
    sender.onabort = () => reject(new DOMException('Stopped', 'AbortError'));
    signal.addEventListener('abort', () => sender.abort());
    sender.send(file);
  });
}

/** Events come as JSON lines; everything else is taken for orders until somebody says otherwise. */
export function kindOfFile(name: string): ImportView['kind'] {
  return /\.(jsonl|ndjson)(\.gz)?$/i.test(name) ? 'events' : 'orders';
}
