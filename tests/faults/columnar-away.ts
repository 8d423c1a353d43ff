import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import type { RunningInstance } from '#platform/supervise';
import type { DemoSignIn } from '../journeys/product.ts';
import { pause } from './waiting.ts';

const launcher = join(import.meta.dirname, '..', '..', 'scripts', 'meadow.mjs');

export const instanceIn = (folder: string): RunningInstance =>
  JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8'));

/** Makes the columnar store stop answering; what it returns lets the store come back. */
export type TakeAway = (folder: string) => Promise<() => Promise<void>>;

/** The process stands still and keeps its connections, as when the machine swaps or a disk hangs. */
export const standStill: TakeAway = async (folder) => {
  const pid = Number(instanceIn(folder).processes.columnar);
  process.kill(pid, 'SIGSTOP');
  return async () => {
    try {
      process.kill(pid, 'SIGCONT');
    } catch {
      // After a longer standstill the supervisor has put another in its place.
    }
  };
};

/** The process is killed, and cannot come back because something else sits on its port. */
export const killAndHoldBack: TakeAway = async (folder) => {
  const { processes, columnarUrl } = instanceIn(folder);
  const port = Number(new URL(columnarUrl).port);
  process.kill(Number(processes.columnar), 'SIGKILL');
  let squatter = await sitOn(port);
  for (; squatter === null; squatter = await sitOn(port)) await pause(5);
  const sitting = squatter;
  return async () => {
    await new Promise((closed) => sitting.close(closed));
  };
};

function sitOn(port: number): Promise<Server | null> {
  return new Promise((tell) => {
    const squatter = createServer((socket) => socket.destroy());
    squatter.once('error', () => tell(null));
    squatter.listen(port, '127.0.0.1', () => tell(squatter));
  });
}

export type Finding = {
  readonly name: string;
  readonly state: string;
  readonly found: string;
  readonly mend?: string;
};

/** What `doctor` says of the instance, as a person would run it beside. */
export async function askDoctor({ url }: DemoSignIn, folder: string): Promise<readonly Finding[]> {
  const text = await new Promise<string>((tell) => {
    const env = { ...process.env, MEADOW_DATA_DIR: folder, PORT: new URL(url).port };
    // Its exit code is 1 when something is broken, which is an answer here.
    execFile(process.execPath, [launcher, 'doctor', '--json'], { env }, (_, stdout) => tell(stdout));
  });
  return (JSON.parse(text.trim().split('\n').at(-1) ?? '') as { findings: Finding[] }).findings;
}

/** How often each event of this name is in the store, by its id. */
export async function copiesOf(event: string, folder: string): Promise<ReadonlyMap<string, number>> {
  const client = createClient({ url: instanceIn(folder).columnarUrl, database: 'meadow' });
  const answer = await client.query({
    query:
      'SELECT message_id AS id, toUInt32(count()) AS n FROM events FINAL WHERE event = {event:String} GROUP BY id',
    query_params: { event },
    format: 'JSONEachRow',
  });
  const rows = await answer.json<{ id: string; n: number }>();
  await client.close();
  return new Map(rows.map(({ id, n }) => [id, n]));
}
