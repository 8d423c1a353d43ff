import { Readable } from 'node:stream';

/** The public API as a program sees it: a key, JSON in and out, and patience while the server is busy. */
export type Api = {
  readonly get: <Answer>(path: string) => Promise<Answer>;
  readonly post: <Answer>(path: string, body: unknown) => Promise<Answer>;
  readonly put: <Answer>(path: string, body: unknown) => Promise<Answer>;
  readonly patch: <Answer>(path: string, body: unknown) => Promise<Answer>;
  /** Sends bytes that are there, such as a picture; they can be sent twice. */
  readonly send: <Answer>(
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    bytes: Buffer,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  /** Begins a resumable upload (tus), sends the whole file, and answers the upload's id. */
  readonly sendVideo: (path: string, fileName: string, bytes: Buffer) => Promise<string>;
  /** Sends a file while it is being made. It cannot be sent twice, so it is not tried again. */
  readonly upload: <Answer>(path: string, pieces: Iterable<Buffer>) => Promise<Answer>;
};

export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(path: string, status: number, code: string, detail: string) {
    super(`${path} answered ${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
  }
}

/** How often a store that is away, or a server that restarts, is asked again, a second apart. */
const attemptsMax = 60;

export function openApi(url: string, apiKey: string, signal?: AbortSignal): Api {
  const authorization = `Bearer ${apiKey}`;
  const ask = async <Answer>(path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(url + path, {
      ...init,
      headers: { authorization, ...init.headers },
      signal: signal ?? null,
    });
    const text = await answer.text();
    if (answer.ok) return (text === '' ? null : JSON.parse(text)) as Answer;
    const { code = 'unknown', detail = text.slice(0, 200) } = parsed(text);
    throw new ApiRefusal(path, answer.status, code, detail);
  };
  const patiently = async <Answer>(path: string, init: RequestInit): Promise<Answer> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask<Answer>(path, init);
      } catch (error) {
        const passing =
          error instanceof ApiRefusal
            ? error.status === 503 || error.status === 429
            : error instanceof TypeError;
        if (!passing || attempt === attemptsMax) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
  };
  const json = { 'content-type': 'application/json' };
  return {
    get: (path) => patiently(path, {}),
    post: (path, body) => patiently(path, { method: 'POST', headers: json, body: JSON.stringify(body) }),
    put: (path, body) => patiently(path, { method: 'PUT', headers: json, body: JSON.stringify(body) }),
    patch: (path, body) => patiently(path, { method: 'PATCH', headers: json, body: JSON.stringify(body) }),
    send: (method, path, bytes, headers = {}) =>
      patiently(path, {
        method,
        headers: { 'content-type': 'application/octet-stream', ...headers },
        body: new Uint8Array(bytes),
      }),
    sendVideo: async (path, fileName, bytes) => {
      const begun = await fetch(url + path, {
        method: 'POST',
        headers: {
          authorization,
          'tus-resumable': '1.0.0',
          'upload-length': String(bytes.length),
          'upload-metadata': `filename ${Buffer.from(fileName).toString('base64')}`,
        },
        signal: signal ?? null,
      });
      const location = begun.headers.get('location');
      if (!begun.ok || location === null)
        throw new ApiRefusal(path, begun.status, 'upload', await begun.text());
      const place = new URL(location, url).pathname;
      await patiently(place, {
        method: 'PATCH',
        headers: {
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
        body: new Uint8Array(bytes),
      });
      return place.split('/').at(-1) ?? '';
    },
    upload: (path, pieces) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: Readable.toWeb(Readable.from(pieces)),
        duplex: 'half',
      } as RequestInit),
  };
}

function parsed(text: string): { code?: string; detail?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
