import { ApiProblem, problemOf } from '../../ui/api/request.ts';
import { saveFile } from '../../ui/api/save-file.ts';

export type Downloaded = { readonly name: string; readonly bytes: number };

/**
 * Asks for everything that is kept of the shopper and hands the file to the browser once all of it is here, so that a
 * torn answer is an error and never a file. `onBytes` is told how much came so far.
 */
export async function downloadMe(onBytes: (bytes: number) => void, signal: AbortSignal): Promise<Downloaded> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  let name: string;
  try {
    const answer = await fetch('/api/storefront/me/takeout', { credentials: 'same-origin', signal });
    if (!answer.ok || answer.body === null)
      throw new ApiProblem(problemOf(await answer.json().catch(() => null), answer.status));
    name =
      /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'meadow-me.json';
    const reader = answer.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      pieces.push(next.value);
      bytes += next.value.length;
      onBytes(bytes);
    }
  } catch (error) {
    if (error instanceof ApiProblem || signal.aborted) throw error;
    throw new ApiProblem({ code: 'unreachable', status: 0, title: '', detail: '' });
  }
  saveFile(name, new Blob(pieces, { type: 'application/json' }));
  return { name, bytes };
}
