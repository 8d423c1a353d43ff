import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ColumnarException, exceptionOf, statusOf } from './exception.ts';
import { readRequest } from './read-request.ts';
import { type Engine, runStatement, type StatementAnswer } from './run-statement.ts';

const gzipped = promisify(gzip);

/** The part of the ClickHouse HTTP interface that `@clickhouse/client` uses, in front of chDB. */
export function createHttpDoor(engine: Engine, password: string): Server {
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    answer(engine, password, incoming, outgoing).catch((thrown) => refuse(outgoing, thrown));
  });
  // A statement may run for long; its length is the business of max_execution_time.
  server.requestTimeout = 0;
  return server;
}

async function answer(engine: Engine, password: string, incoming: IncomingMessage, outgoing: ServerResponse) {
  const url = new URL(incoming.url ?? '/', 'http://columnar');
  if (url.pathname === '/ping') {
    outgoing.end('Ok.\n');
    return;
  }
  if (url.pathname !== '/') {
    outgoing.writeHead(404).end(`There is no handle ${url.pathname}\n`);
    return;
  }
  outgoing.setHeader('X-ClickHouse-Query-Id', url.searchParams.get('query_id') || randomUUID());
  outgoing.setHeader('X-ClickHouse-Server-Display-Name', 'meadow-columnar');
  outgoing.setHeader('X-ClickHouse-Timezone', 'UTC');
  if (!isKnown(incoming, url, password))
    throw new ColumnarException(516, 'AUTHENTICATION_FAILED', 'Authentication failed: password is incorrect');
  const left = new AbortController();
  // The end of a connection is read before it is closed for good; nobody half-closes and waits for an answer.
  const leave = () => left.abort();
  incoming.socket.once('end', leave);
  outgoing.on('close', () => {
    incoming.socket.off('end', leave);
    if (!outgoing.writableFinished) leave();
  });
  const request = await readRequest(incoming, url);
  const result = await runStatement(engine, request, left.signal);
  const mayCompress = url.searchParams.get('enable_http_compression') === '1';
  await send(
    outgoing,
    result,
    mayCompress && /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? '')),
  );
}

async function send(outgoing: ServerResponse, result: StatementAnswer, compress: boolean) {
  const body = compress ? await gzipped(result.bytes, { level: 1 }) : result.bytes;
  if (compress) outgoing.setHeader('Content-Encoding', 'gzip');
  outgoing.writeHead(200, {
    'Content-Type': contentType(result.format),
    'Content-Length': body.length,
    'X-ClickHouse-Format': result.format,
    'X-ClickHouse-Summary': summaryOf(result),
  });
  outgoing.end(body);
}

/** The interface writes its counters as strings; clients parse them as such. */
const summaryOf = (result: StatementAnswer) =>
  JSON.stringify({
    read_rows: String(result.rowsRead),
    read_bytes: String(result.bytesRead),
    written_rows: String(result.rowsWritten),
    written_bytes: String(result.bytesWritten),
    total_rows_to_read: '0',
    result_rows: String(result.rowsWritten),
    result_bytes: String(result.bytesWritten || result.bytes.length),
    elapsed_ns: String(Math.round(result.elapsedSeconds * 1e9)),
  });

function contentType(format: string): string {
  if (/^JSON(?:Compact|Strings|ColumnsWithMetadata)?$/.test(format)) return 'application/json; charset=UTF-8';
  if (format.startsWith('CSV')) return 'text/csv; charset=UTF-8';
  if (/^(?:Tab|TSV|Pretty|JSON|Values|Vertical)/.test(format)) return 'text/plain; charset=UTF-8';
  return 'application/octet-stream';
}

function refuse(outgoing: ServerResponse, thrown: unknown) {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  const { code, text } = exceptionOf(thrown);
  outgoing.removeHeader('Content-Encoding');
  outgoing.writeHead(statusOf(code), {
    'Content-Type': 'text/plain; charset=UTF-8',
    'X-ClickHouse-Exception-Code': code,
  });
  outgoing.end(`${text}\n`);
}

/** Password by Basic, by the ClickHouse header, or in the address; the name of the user does not matter. */
function isKnown(incoming: IncomingMessage, url: URL, password: string): boolean {
  const [scheme, credentials] = (incoming.headers.authorization ?? '').split(' ');
  const basic = scheme === 'Basic' ? Buffer.from(credentials ?? '', 'base64').toString('utf8') : '';
  const given =
    basic !== ''
      ? basic.slice(basic.indexOf(':') + 1)
      : (incoming.headers['x-clickhouse-key'] ?? url.searchParams.get('password') ?? '');
  const mine = Buffer.from(password);
  const theirs = Buffer.from(String(given));
  return mine.length === theirs.length && timingSafeEqual(mine, theirs);
}
