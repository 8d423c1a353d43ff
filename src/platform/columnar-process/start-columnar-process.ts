import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type ColumnarOptions = {
  readonly dataDir: string;
  /** Left out or 0: a free one. */
  readonly port?: number;
  readonly password: string;
  readonly memoryBytesMax: number;
  /** Queries that read at the same time; inserts and commands have two sessions more each. */
  readonly poolSize: number;
  /** Lines the child writes to its error output. */
  readonly onLog?: (line: string) => void;
};

export type ChildExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type ColumnarProcess = {
  /** With user and password in it, as `createClient({ url })` takes it. */
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<ChildExit>;
  readonly exited: Promise<ChildExit>;
};

/** Opening takes half a second; after a kill with much to load, some more. */
const startMsMax = 120_000;

const entry = fileURLToPath(new URL('./entry.ts', import.meta.url));

/**
 * Starts chDB in a process of its own and resolves when it answers. The child has its own process group,
 * so that Ctrl-C reaches the server first, and leaves when the pipe to its stdin closes.
 */
export async function startColumnarProcess(options: ColumnarOptions): Promise<ColumnarProcess> {
  const { dataDir, port = 0, memoryBytesMax, poolSize } = options;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // Each running query occupies a thread of libuv, and files need some too.
      UV_THREADPOOL_SIZE: String(poolSize + 10),
      MEADOW_COLUMNAR_CHILD: JSON.stringify({ dataDir, port, memoryBytesMax, poolSize }),
      MEADOW_COLUMNAR_PASSWORD: options.password,
    },
  });
  const exited = new Promise<ChildExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: -1, signal: null }));
  });
  const complaints = collectComplaints(child, options.onLog);
  const tooLate = setTimeout(() => child.kill('SIGKILL'), startMsMax);
  const readyPort = await Promise.race([portWhenReady(child), exited.then(() => null)]);
  clearTimeout(tooLate);
  if (readyPort === null || child.pid === undefined)
    throw new Error(`The columnar store did not start: ${reasonIn(complaints())}`);
  const stop = () => {
    child.stdin.end();
    const giveUp = setTimeout(() => child.kill('SIGKILL'), 10_000);
    return exited.finally(() => clearTimeout(giveUp));
  };
  const url = `http://default:${encodeURIComponent(options.password)}@127.0.0.1:${readyPort}`;
  return { url, pid: child.pid, stop, exited };
}

function portWhenReady(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-4_096);
      const line = /\{"ready":true,"port":(\d+)\}/.exec(text);
      if (line) resolve(Number(line[1]));
    });
  });
}

/** Keeps the last words for the error of a failed start and hands every line to the log. */
function collectComplaints(child: ChildProcess, onLog: ((line: string) => void) | undefined): () => string {
  let words = '';
  child.stdin?.on('error', () => undefined);
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-2_000);
    for (const line of chunk.split('\n')) if (line.trim()) onLog?.(line);
  });
  return () => words;
}

/** The sentence of the engine out of a stack trace. */
function reasonIn(complaints: string): string {
  const engine = /DB::Exception: ([^\n]+)/.exec(complaints)?.[1];
  const thrown = /^\w*Error: ([^\n]+)/m.exec(complaints)?.[1];
  return engine ?? thrown ?? (complaints.trim().split('\n')[0] || 'it ended without a word.');
}
