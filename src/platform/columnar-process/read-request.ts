import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { ColumnarException } from './exception.ts';
import type { StatementRequest } from './run-statement.ts';

/** Larger inserts are split by the sender; one body must never be what fills the memory of this process. */
const bodyBytesMax = 256 * 1024 * 1024;

/** Keys of the HTTP interface that are not settings of the query. */
const httpOnly = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'user',
  'password',
  'quota_key',
  'role',
  'session_timeout',
  'session_check',
  'close_session',
  'compress',
  'decompress',
  'enable_http_compression',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'wait_end_of_query',
  'buffer_size',
  'stacktrace',
  'log_comment',
  'add_http_cors_header',
  'http_zlib_compression_level',
  'cancel_http_readonly_queries_on_client_close',
  'http_write_exception_in_output_format',
]);

export async function readRequest(incoming: IncomingMessage, url: URL): Promise<StatementRequest> {
  if (url.searchParams.has('session_id'))
    throw new ColumnarException(
      48,
      'NOT_IMPLEMENTED',
      'Sessions over HTTP are not supported by the embedded store',
    );
  const settings: Record<string, string> = {};
  const parameters: Record<string, string> = {};
  for (const [name, value] of url.searchParams) sort(name, value, settings, parameters);
  let rows = await readBody(incoming);
  let query = url.searchParams.get('query') ?? '';
  const type = incoming.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(rows), { headers: { 'content-type': type } }).formData();
    rows = Buffer.alloc(0);
    for (const [name, value] of form) {
      if (name === 'query') query = String(value);
      else sort(name, String(value), settings, parameters);
    }
  } else if (query === '') {
    query = rows.toString('utf8');
    rows = Buffer.alloc(0);
  }
  return {
    sql: query,
    rows,
    database:
      url.searchParams.get('database') || String(incoming.headers['x-clickhouse-database'] ?? 'default'),
    settings,
    parameters,
    defaultFormat:
      url.searchParams.get('default_format') ??
      String(incoming.headers['x-clickhouse-format'] ?? 'TabSeparated'),
  };
}

const settingName = /^[A-Za-z_][A-Za-z0-9_]*$/;

function sort(
  name: string,
  value: string,
  settings: Record<string, string>,
  parameters: Record<string, string>,
) {
  if (httpOnly.has(name)) return;
  if (!settingName.test(name))
    throw new ColumnarException(115, 'UNKNOWN_SETTING', `Unknown setting '${name}'`);
  if (name.startsWith('param_')) parameters[name.slice(6)] = value;
  else settings[name] = value;
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of decoded(incoming)) {
    length += chunk.length;
    if (length > bodyBytesMax)
      throw new ColumnarException(307, 'TOO_MANY_BYTES', `A body may hold ${bodyBytesMax} bytes`);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
}

function decoded(incoming: IncomingMessage): Readable {
  const encoding = incoming.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return incoming;
  if (encoding === 'gzip') return incoming.pipe(createGunzip());
  if (encoding === 'deflate') return incoming.pipe(createInflate());
  throw new ColumnarException(48, 'NOT_IMPLEMENTED', `Content-Encoding ${encoding} is not supported`);
}
