/** The columnar child: holds chDB open and answers on loopback until the pipe to its parent closes. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Session } from 'chdb';
import { createHttpDoor } from './http-door.ts';
import { RowDoor } from './insert-rows.ts';
import { SessionPool } from './session-pool.ts';

const { MEADOW_COLUMNAR_CHILD: orders, MEADOW_COLUMNAR_PASSWORD: password } = process.env;
if (!orders || !password) throw new Error('The columnar child is started by startColumnarProcess only');
const { dataDir, port, memoryBytesMax, poolSize } = JSON.parse(orders) as {
  dataDir: string;
  port: number;
  memoryBytesMax: number;
  poolSize: number;
};
delete process.env.MEADOW_COLUMNAR_PASSWORD;

mkdirSync(dataDir, { recursive: true, mode: 0o700 });
/** Of the server; chDB writes no system log tables, so nothing else needs a bound on disk. */
const connectionArgs = [
  `--max_server_memory_usage=${memoryBytesMax}`,
  `--mark_cache_size=${64 * 1024 * 1024}`,
  `--uncompressed_cache_size=0`,
  `--backups.allowed_path=/`,
];
/** Of every session, and what a session is put back to. */
const queryBytesMax = Math.floor(memoryBytesMax * 0.6);
const base = {
  max_memory_usage: String(queryBytesMax),
  // Beyond this a query goes on through the disk instead of failing.
  max_bytes_before_external_group_by: String(Math.floor(queryBytesMax / 2)),
  max_bytes_before_external_sort: String(Math.floor(queryBytesMax / 2)),
  max_result_bytes: String(256 * 1024 * 1024),
  result_overflow_mode: 'throw',
  session_timezone: 'UTC',
  // A parameter is set by a statement of its own, and a set of ten million people is a parameter of some megabytes.
  max_query_size: String(64 * 1024 * 1024),
};
const open = () => new Session(dataDir, { connectionArgs });
const lanes = {
  reads: new SessionPool(poolSize, base, open),
  inserts: new SessionPool(2, base, open),
  commands: new SessionPool(2, base, open),
  control: new SessionPool(1, base, open),
};

const rows = new RowDoor(join(dataDir, 'incoming'));

const server = createHttpDoor({ lanes, rows }, password);
server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(
    `${JSON.stringify({ ready: true, port: typeof address === 'object' ? address?.port : port })}\n`,
  );
});

let leaving = false;
/** Answers what is under way for a moment, then leaves; inserts are on disk when acknowledged anyway. */
function leave() {
  if (leaving) return;
  leaving = true;
  setTimeout(() => process.exit(0), 3_000).unref();
  server.close(() => {
    for (const lane of Object.values(lanes)) lane.close();
    process.exit(0);
  });
  // A connection becomes idle when its last answer is out.
  setInterval(() => server.closeIdleConnections(), 50);
}
process.stdin.on('end', leave).on('error', leave).resume();
process.on('SIGTERM', leave);
process.on('SIGINT', () => undefined);
