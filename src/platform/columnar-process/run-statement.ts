import { isUtf8 } from 'node:buffer';
import { ColumnarException } from './exception.ts';
import type { RowDoor, RowsWritten } from './insert-rows.ts';
import { assignments, type PooledSession, type SessionPool } from './session-pool.ts';
import { changesSession, literal, onlyReads, readStatement, type Statement } from './statement.ts';

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

export type Engine = {
  readonly lanes: Lanes;
  readonly rows: RowDoor;
};

export type Lanes = {
  readonly reads: SessionPool;
  readonly inserts: SessionPool;
  readonly commands: SessionPool;
  readonly control: SessionPool;
};

/**
 * Runs one statement on a session of its lane: inserts have sessions of their own, so that ingest never
 * waits behind a slow report or an OPTIMIZE. When `left` fires, a statement that only reads is killed.
 */
export async function runStatement(
  { lanes, rows }: Engine,
  request: StatementRequest,
  left: AbortSignal,
): Promise<StatementAnswer> {
  const statement = readStatement(request.sql);
  if (statement.isMany) throw new ColumnarException(62, 'SYNTAX_ERROR', 'Multi-statements are not allowed');
  if (statement.verb === '') throw new ColumnarException(62, 'SYNTAX_ERROR', 'Empty query');
  await beStillWanted(left);
  const lane = laneOf(lanes, statement);
  let session = await lane.take(left);
  if (holdsForeignParameter(session, request)) session = lane.replace(session);
  const stopKilling = onlyReads(statement) ? killWhenLeft(lanes.control, session, left) : () => undefined;
  let spoilt = changesSession(statement);
  try {
    return await runOn(rows, lane, session, statement, request);
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

/**
 * After a standstill of this process its connections hold statements whose clients have given up, and may by now
 * send the same again: such a one must not change anything, nor hold up those who wait now. That they left is read
 * in the turn of the event loop after the one that read the statement.
 */
async function beStillWanted(left: AbortSignal): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((next) => setImmediate(next));
  if (left.aborted) throw new ColumnarException(394, 'QUERY_WAS_CANCELLED', 'The client left');
}

function laneOf(lanes: Lanes, statement: Statement): SessionPool {
  if (onlyReads(statement)) return lanes.reads;
  return statement.insert ? lanes.inserts : lanes.commands;
}

async function runOn(
  door: RowDoor,
  lane: SessionPool,
  session: PooledSession,
  statement: Statement,
  request: StatementRequest,
): Promise<StatementAnswer> {
  const preparation = prepare(lane, session, request);
  const format = statement.format ?? request.defaultFormat;
  if (statement.insert) {
    if (preparation !== '') await session.session.queryAsync(preparation);
    return insertedRows(format, await door.insert(session.session, statement.insert, format, request.rows));
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

function insertedRows(format: string, { rows, bytes, seconds }: RowsWritten): StatementAnswer {
  return {
    bytes: new Uint8Array(),
    format,
    rowsRead: rows,
    bytesRead: bytes,
    rowsWritten: rows,
    bytesWritten: bytes,
    elapsedSeconds: seconds,
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

/** An INSERT that says more than table, columns and format has its rows as part of its text. */
function wholeText(request: StatementRequest): string {
  if (request.rows.length === 0) return request.sql;
  if (!isUtf8(request.rows))
    throw new ColumnarException(
      48,
      'NOT_IMPLEMENTED',
      'This store takes binary rows only after INSERT INTO table (columns) FORMAT name',
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
