import { eventFilePieces, identifyLines } from '../files/event-file.ts';
import { orderFileHeader, orderFileLines } from '../files/order-file.ts';
import { worldDays } from '../world/calendar.ts';
import type { DayOfTrade } from '../world/trade.ts';
import { demoSize, liveThrough, openWorld, type World, type WorldSize } from '../world/world.ts';
import { openApi } from './api.ts';
import { buildStructure } from './build-structure.ts';
import { awaitImport, type DemoFile, demoImports, type OnProgress, sendFile } from './import-file.ts';
import { setTargets } from './set-targets.ts';

export type DemoLoad = {
  readonly url: string;
  /** A key of the demo organisation that may write structure and imports. */
  readonly apiKey: string;
  /** The world's present; the same on every run, so that a load that was killed goes on with the same files. */
  readonly nowMs: number;
  readonly seed?: string;
  readonly size?: WorldSize;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
};
export type DemoLoaded = { readonly filesSent: number; readonly seconds: number };

/** Events come in three files, so that one is read while the next is still being made. */
const eventParts = 3;
const daysPerPart = worldDays / eventParts;

/**
 * Makes the demo world and brings it in as a user would: structure, then files of events and orders through the
 * import door. It can be killed anywhere and run again; what is there already is not sent again, and a second
 * run changes nothing.
 */
export async function loadDemoWorld(load: DemoLoad): Promise<DemoLoaded> {
  const startMs = performance.now();
  const onProgress = load.onProgress ?? (() => undefined);
  const api = openApi(load.url, load.apiKey, load.signal);
  await buildStructure(api);
  const there = await demoImports(api);
  const files = filesOf(load.seed ?? 'meadow');
  const running: Promise<unknown>[] = [];
  let filesSent = 0;
  if (files.every((file) => there.get(file.name)?.state === 'done')) return { filesSent, seconds: 0 };

  const size = load.size ?? demoSize;
  await setTargets(api, load.nowMs, size);
  const world = openWorld(load.seed ?? 'meadow', load.nowMs, size);
  const days = liveThrough(world);
  const orderLines: Buffer[] = [Buffer.from(orderFileHeader)];
  for (const file of files) {
    const pieces = file.kind === 'orders' ? () => orderLines : () => eventPart(world, days, orderLines);
    const before = there.get(file.name);
    // The days of a file that is there already are lived through all the same: the orders of all days are one file.
    if (before && file.kind === 'events') for (const _ of pieces());
    const id = await sendFile(api, file, before, pieces);
    if (id === null) continue;
    filesSent++;
    const waiting = awaitImport(api, id, onProgress);
    // A failure is thrown at the end; until then it must not count as unhandled.
    waiting.catch(() => undefined);
    running.push(waiting);
  }
  await Promise.all(running);
  return { filesSent, seconds: (performance.now() - startMs) / 1000 };
}

function filesOf(seed: string): DemoFile[] {
  const events = Array.from(
    { length: eventParts },
    (_, part): DemoFile => ({
      kind: 'events',
      name: `${seed}-demo-events-${part + 1}-of-${eventParts}.jsonl`,
    }),
  );
  return [...events, { kind: 'orders', name: `${seed}-demo-orders.csv` }];
}

/** The next days' events as a file; their orders are put aside on the way. */
function* eventPart(world: World, days: Generator<DayOfTrade>, orderLines: Buffer[]): Generator<Buffer> {
  for (let count = 0; count < daysPerPart; count++) {
    const next = days.next();
    if (next.done) return;
    const trade = next.value;
    if (trade.day.index === 0) yield identifyLines(world.shoppers, trade.day.startMs);
    orderLines.push(Buffer.from(trade.orders.map((order) => orderFileLines(order)).join('')));
    yield* eventFilePieces(trade);
  }
}
