import type { TextValues } from '#kernel/text';

/**
 * One way to ask our own server: cookies go along, answers are JSON, and a problem document (RFC 9457) becomes
 * an `ApiProblem`. Everything that cannot be reached or read becomes one too, so a page handles one kind.
 */
export type FieldError = {
  readonly field: string;
  readonly detail: string;
  readonly reason?: string;
  readonly values?: TextValues;
};

export type ProblemDocument = {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly instance?: string;
  /** Of a store that is away: when it last answered. */
  readonly since?: string;
  /** What exactly is wrong, as a stable word with its values, so that it can be said in any language. */
  readonly reason?: string;
  readonly values?: TextValues;
  readonly errors?: readonly FieldError[];
};

export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly document: ProblemDocument;
  constructor(document: ProblemDocument) {
    super(document.detail || document.title);
    this.name = 'ApiProblem';
    this.code = document.code;
    this.status = document.status;
    this.document = document;
  }
}

type Asked = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** A file or other raw body, sent as it is. */
  readonly raw?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

export async function request<Answer>(path: string, asked: Asked = {}): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json', ...asked.headers };
  if (asked.body !== undefined) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method: asked.method ?? (asked.body !== undefined || asked.raw !== undefined ? 'POST' : 'GET'),
      headers,
      credentials: 'same-origin',
      ...(asked.body !== undefined ? { body: JSON.stringify(asked.body) } : {}),
      ...(asked.raw !== undefined ? { body: asked.raw } : {}),
      ...(asked.signal ? { signal: asked.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem({ code: 'unreachable', status: 0, title: '', detail: '' });
  }
  if (response.status === 204) return undefined as Answer;
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiProblem(problemOf(body, response.status));
  if (body === null)
    throw new ApiProblem({ code: 'unreadable', status: response.status, title: '', detail: '' });
  return body as Answer;
}

/** better-auth answers `{code, message}`; the rest of the server answers problem documents. */
export function problemOf(body: unknown, status: number): ProblemDocument {
  const from = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof from[key] === 'string' ? from[key] : '');
  return {
    code: text('code') || (status >= 500 ? 'internal' : 'refused'),
    status,
    title: text('title'),
    detail: text('detail') || text('message'),
    ...(text('instance') ? { instance: text('instance') } : {}),
    ...(text('reason') ? { reason: text('reason'), values: (from.values ?? {}) as TextValues } : {}),
    ...(text('since') ? { since: text('since') } : {}),
    ...(Array.isArray(from.errors) ? { errors: from.errors as FieldError[] } : {}),
  };
}
