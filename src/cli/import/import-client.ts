import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRunningInstance, StartRefused } from '#platform/supervise';

/** The running instance's API with a key that may import. */
export type ImportClient = {
  readonly url: string;
  readonly get: <Answer>(path: string) => Promise<Answer>;
  readonly post: <Answer>(path: string, body: object) => Promise<Answer>;
  readonly upload: <Answer>(path: string, file: string) => Promise<Answer>;
};

/** What the server cannot be reached with; it may be starting again. */
export class ServerAway extends StartRefused {}

/** Imports go through the server, which alone may write this folder's stores; without one running there is none. */
export function openImportClient(dataDir: string): ImportClient {
  const instance = findRunningInstance(dataDir);
  if (!instance)
    throw new StartRefused(`Nothing runs on ${dataDir}: start Meadow first (npm start), then import again.`);
  const key = process.env.MEADOW_API_KEY ?? demoKey(dataDir);
  if (!key)
    throw new StartRefused('Set MEADOW_API_KEY to an API key that may import (console: Settings, Keys).');
  const ask = async <Answer>(path: string, init: RequestInit & { duplex?: 'half' }): Promise<Answer> => {
    const response = await fetch(`${instance.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, ...init.headers },
    }).catch((error: Error) => {
      throw new ServerAway(
        `${instance.url} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}.`,
      );
    });
    const body = (await response.json().catch(() => ({}))) as { detail?: string };
    if (response.status === 503) throw new ServerAway(body.detail ?? `${instance.url} is not ready.`);
    if (!response.ok) throw new StartRefused(body.detail ?? `${path} answered ${response.status}.`);
    return body as Answer;
  };
  return {
    url: instance.url,
    get: (path) => ask(path, {}),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    upload: (path, file) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: createReadStream(file) as unknown as BodyInit,
        duplex: 'half',
      }),
  };
}

function demoKey(dataDir: string): string | null {
  try {
    return (JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as { apiKey: string }).apiKey;
  } catch {
    return null;
  }
}
