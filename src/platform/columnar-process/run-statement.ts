import { isUtf8 } from 'node:buffer';
import type { RawInsertFormat } from 'chdb';
import { ColumnarException } from './exception.ts';
import { assignments, type PooledSession, type SessionPool } from './session-pool.ts';
import {
  changesSession,
  literal,
  onlyReads,
  type RawInsert,
  readStatement,
  type Statement,
} from './statement.ts';

export type StatementRequest = {
  readonly sql: string;
  /** Rows that follow an INSERT as they came over the wire; empty when the statement stands alone. */
  readonly rows: Buffer;
  readonly database: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly defaultFormat: string;
};

export type StatementAnswer = {
  readonly bytes: Uint8Array;
  readonly format: string;
  readonly rowsRead: number;
  readonly bytesRead: number;
  readonly rowsWritten: number;
  readonly bytesWritten: number;
  readonly elapsedSeconds: number;
};

export type Lanes = {
  readonly reads: SessionPool;
  readonly inserts: SessionPool;
  readonly commands: SessionPool;
  readonly control: SessionPool;
};

/** Formats chDB parses from the caller's bytes without making a JavaScript string of them. */
const rawFormats = new Set([
  'JSONEachRow',
  'JSONCompactEachRow',
  'TabSeparated',
  'TSV',
  'CSV',
  'TabSeparatedWithNames',
  'TSVWithNames',
  'CSVWithNames',
]);

/**
 * Runs one statement on a session of its lane: inserts have sessions of their own, so that ingest never
 * waits behind a slow report or an OPTIMIZE. When `left` fires, a statement that only reads is killed.
 */
export async function runStatement(
  lanes: Lanes,
  request: StatementRequest,
  left: AbortSignal,
): Promise<StatementAnswer> {
  const statement = readStatement(request.sql);
  if (statement.isMany) throw new ColumnarException(62, 'SYNTAX_ERROR', 'Multi-statements are not allowed');
  if (statement.verb === '') throw new ColumnarException(62, 'SYNTAX_ERROR', 'Empty query');
  const lane = laneOf(lanes, statement);
  let session = await lane.take(left);
  if (holdsForeignParameter(session, request)) session = lane.replace(session);
  const stopKilling = onlyReads(statement) ? killWhenLeft(lanes.control, session, left) : () => undefined;
  let spoilt = changesSession(statement);
  try {
    return await runOn(lane, session, statement, request);
  } catch (thrown) {
    // A SET that failed half-way may have applied its first half; a new session costs a quarter of a
    // millisecond and is certain.
    spoilt = true;
    throw thrown;
  } finally {
    await stopKilling();
    lane.giveBack(spoilt ? lane.replace(session) : session);
  }
}

function laneOf(lanes: Lanes, statement: Statement): SessionPool {
  if (onlyReads(statement)) return lanes.reads;
  return statement.insert ? lanes.inserts : lanes.commands;
}

async function runOn(
  lane: SessionPool,
  session: PooledSession,
  statement: Statement,
  request: StatementRequest,
): Promise<StatementAnswer> {
  const preparation = prepare(lane, session, request);
  const format = statement.format ?? request.defaultFormat;
  if (statement.insert && rawFormats.has(format)) {
    if (preparation !== '') await session.session.queryAsync(preparation);
    return insertRows(session, statement.insert, format, request.rows);
  }
  const result = await session.session.queryAsync(preparation + wholeText(request), { format });
  return {
    bytes: result.bytes(),
    format,
    rowsRead: result.rowsRead,
    bytesRead: result.bytesRead,
    rowsWritten: 0,
    bytesWritten: 0,
    elapsedSeconds: result.elapsed,
  };
}

async function insertRows(
  session: PooledSession,
  insert: RawInsert,
  format: string,
  rows: Buffer,
): Promise<StatementAnswer> {
  const summary = await session.session.insert({
    table: insert.table,
    values: rows,
    format: format as RawInsertFormat,
    ...(insert.columns ? { columns: insert.columns } : {}),
  });
  return {
    bytes: new Uint8Array(),
    format,
    rowsRead: summary.rowsWritten,
    bytesRead: rows.length,
    rowsWritten: summary.rowsWritten,
    bytesWritten: summary.bytesWritten,
    elapsedSeconds: summary.elapsed,
  };
}

/** `SET` and `USE` in front of the statement, in the same call to the engine. */
function prepare(lane: SessionPool, session: PooledSession, request: StatementRequest): string {
  const undo = lane.undo(session);
  session.changed = Object.keys(request.settings);
  const set = session.changed.length > 0 ? `SET ${assignments(request.settings)}; ` : '';
  let bind = '';
  for (const [name, value] of Object.entries(request.parameters)) {
    session.parameters.add(name);
    bind += `SET param_${name} = ${literal(value)}; `;
  }
  const use = session.database === request.database ? '' : `USE ${identifier(request.database)}; `;
  session.database = request.database;
  return undo + set + bind + use;
}

const identifier = (name: string) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** Binary formats would not survive the engine's text door, and nothing of ours sends them. */
function wholeText(request: StatementRequest): string {
  if (request.rows.length === 0) return request.sql;
  if (!isUtf8(request.rows))
    throw new ColumnarException(
      48,
      'NOT_IMPLEMENTED',
      'This store takes rows in text formats only, such as JSONEachRow',
    );
  return `${request.sql}\n${request.rows.toString('utf8')}`;
}

/** Without this, `{x:String}` sent with no `param_x` would quietly read the value of an earlier caller. */
function holdsForeignParameter(session: PooledSession, request: StatementRequest): boolean {
  for (const name of session.parameters)
    if (!(name in request.parameters) && new RegExp(`\\{\\s*${name}\\s*:`).test(request.sql)) return true;
  return false;
}

/** Returns a function that waits for a kill under way, so that it cannot hit the session's next query. */
function killWhenLeft(control: SessionPool, session: PooledSession, left: AbortSignal): () => Promise<void> {
  let killing: Promise<void> = Promise.resolve();
  const kill = async () => {
    const killer = await control.take(new AbortController().signal);
    await killer.session
      .queryAsync(`KILL QUERY WHERE Settings['log_comment'] = ${literal(session.mark)} ASYNC`)
      .catch(() => undefined);
    control.giveBack(killer);
  };
  const onLeft = () => {
    killing = kill();
  };
  left.addEventListener('abort', onLeft);
  if (left.aborted) onLeft();
  return () => {
    left.removeEventListener('abort', onLeft);
    return killing;
  };
}
