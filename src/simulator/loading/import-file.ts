import type { ImportView } from '#shop/contract';
import { type Api, ApiRefusal } from './api.ts';

export type DemoFile = {
  readonly kind: 'orders' | 'events';
  readonly name: string;
};
export type OnProgress = (progress: {
  readonly file: string;
  readonly done: number;
  readonly rows: number;
}) => void;

const askAgainMs = 300;

/** Imports of the demo that are there already, by file name; the newest of a name counts. */
export async function demoImports(api: Api): Promise<Map<string, ImportView>> {
  const { items } = await api.get<{ items: ImportView[] }>('/api/imports?limit=200');
  return new Map(items.toReversed().map((item) => [item.fileName, item]));
}

/** Sends a file that the server does not have, starts it where it lies, and answers its id; null when it is done. */
export async function sendFile(
  api: Api,
  file: DemoFile,
  there: ImportView | undefined,
  pieces: () => Iterable<Buffer>,
): Promise<string | null> {
  if (there?.state === 'done') return null;
  const query = new URLSearchParams({ kind: file.kind, fileName: file.name });
  const view = there ?? (await api.upload<ImportView>(`/api/imports?${query}`, pieces()));
  if (view.state !== 'running') await start(api, view.id);
  return view.id;
}

/** Of a load that was cut off the last request may still have been under way: started by it is started as well. */
async function start(api: Api, id: string): Promise<void> {
  try {
    await api.post(`/api/imports/${id}/start`, {});
  } catch (error) {
    if (!(error instanceof ApiRefusal) || error.code !== 'conflict') throw error;
  }
}

/** Waits until the server has taken all of a file. A row of ours that it rejects is a bug, and said. */
export async function awaitImport(api: Api, id: string, onProgress: OnProgress): Promise<ImportView> {
  for (;;) {
    const view = await api.get<ImportView>(`/api/imports/${id}`);
    onProgress({
      file: view.fileName,
      done: view.state === 'done' ? 1 : view.progress.done,
      rows: view.progress.rowsRead,
    });
    if (view.state === 'done') {
      if (view.progress.rowsRejected > 0)
        throw new Error(`${view.progress.rowsRejected} rows of ${view.fileName} were rejected.`);
      return view;
    }
    if (view.state !== 'running')
      throw new Error(`The import of ${view.fileName} is ${view.state}: ${view.error ?? 'no reason given'}.`);
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}
