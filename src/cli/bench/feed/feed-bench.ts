import { openColumnar } from '#platform/columnar';
import type { Bench, BenchReport, Figure } from '../figure.ts';
import { memoryMbOfFamily, processorMsOfFamily, spentEach } from '../processes.ts';
import { columnarDatabase, type ScratchInstance, startScratchInstance } from '../scratch-instance.ts';
import { videoCount } from './history.ts';
import {
  fillMarket,
  fillVideos,
  historyLength,
  type MarketShopper,
  openMarketRecords,
} from './market-store.ts';
import { referenceFeed } from './reference-store.ts';
import { countServes } from './serves-store.ts';
import { Crowd, type Swiping } from './swipe.ts';

const shopperCount = 2_000;
const connections = 8;
const warmMs = 5_000;
const runMs = 20_000;

/** The feed over HTTP while shoppers tell what they saw and videos are published. */
export const bench: Bench = {
  summary:
    'pages of the feed a second over 100,000 videos, over HTTP, alone and with shoppers who tell what they saw',
  run: async (folder, tell) => {
    tell(`Starting the stores in a scratch folder and filling them with ${shown(videoCount)} videos …`);
    let shoppers: MarketShopper[] = [];
    const instance = await startScratchInstance(folder, {
      fill: async (stores) => {
        shoppers = await fillMarket(stores, shopperCount);
        tell('Starting the server …');
      },
    });
    try {
      return await measure(instance, shoppers, tell);
    } finally {
      await instance.stop();
    }
  },
};

async function measure(
  instance: ScratchInstance,
  shoppers: readonly MarketShopper[],
  tell: (line: string) => void,
): Promise<BenchReport> {
  const crowd = new Crowd(instance.url, shoppers, connections);
  const stopPublishing = publishOneASecond(instance);
  try {
    tell('Swiping, to warm up …');
    const warm = await crowd.swipe(warmMs, { tells: true });
    tell(`Swiping and telling for ${runMs / 1_000} s over ${connections} connections …`);
    const telling = await watched(instance, () => crowd.swipe(runMs, { tells: true }));
    tell(`Asking for pages alone for ${runMs / 1_000} s …`);
    const asking = await watched(instance, () => crowd.swipe(runMs, { tells: false }));
    await stopPublishing();
    await proveLog(instance, warm.items + telling.run.items + asking.run.items);
    tell('Asking PostgreSQL for the same by one statement …');
    const reference = await referenceFeed(instance.stores.recordsUrl, shoppers, connections);
    return report(asking, telling, reference);
  } finally {
    await stopPublishing();
    await crowd.close();
  }
}

type Watched = {
  readonly run: Swiping;
  /** Of each process and page, as `spentEach` says it; empty where the system does not tell. */
  readonly msOfPage: string;
  readonly memory: readonly (number | null)[];
};

/** A run with what it took from server, records and columnar store, background work included. */
async function watched({ stores, server }: ScratchInstance, swipe: () => Promise<Swiping>): Promise<Watched> {
  const processes = () => {
    const { records, columnar } = stores.pids();
    return { server: server.pid, records, columnar };
  };
  const spent = () => Object.values(processes()).map(processorMsOfFamily);
  const before = spent();
  const run = await swipe();
  return {
    run,
    msOfPage: spentEach(Object.keys(processes()), before, spent(), (ms) => (ms / run.pages).toFixed(2)),
    memory: Object.values(processes()).map(memoryMbOfFamily),
  };
}

/** A living market: each video that comes makes every server change what it holds of all. */
function publishOneASecond({ stores }: ScratchInstance): () => Promise<void> {
  const records = openMarketRecords(stores);
  let next = videoCount;
  let publishing = Promise.resolve();
  const timer = setInterval(() => {
    next++;
    publishing = publishing.then(() => fillVideos(records, next, next));
  }, 1_000);
  let stopped: Promise<void> | undefined;
  return () => {
    clearInterval(timer);
    stopped ??= publishing.finally(() => records.close());
    return stopped;
  };
}

/** Every place that was served is in the log, with a chance where there was one. */
async function proveLog({ stores }: ScratchInstance, items: number): Promise<void> {
  const columnar = openColumnar({ url: stores.columnarUrl, database: columnarDatabase });
  try {
    let found = await countServes(columnar);
    for (let tries = 0; found.places < items && tries < 50; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      found = await countServes(columnar);
    }
    if (found.places !== items || found.wrongChances > 0)
      throw new Error(`Of ${items} places served the log has ${JSON.stringify(found)}.`);
  } finally {
    await columnar.close();
  }
}

const shown = (count: number) => Math.round(count).toLocaleString('en-US');

function report(asking: Watched, telling: Watched, reference: number): BenchReport {
  const { run } = telling;
  const reasons = [...run.why]
    .sort((one, other) => other[1] - one[1])
    .map(([why, count]) => `${why} ${shown((100 * count) / run.items)} %`)
    .join(', ');
  const held = telling.memory.every((mb) => mb !== null)
    ? `; ${telling.memory.map((mb) => shown(mb ?? 0)).join(' + ')} MB held by server, records and columnar store`
    : '';
  return {
    figures: [
      ...figuresOf(asking.run, 'alone', reference),
      // Nothing is left out of these: what is told is durable before the next page is asked for.
      ...figuresOf(run, 'and telling', reference),
    ],
    notes: [
      `${shown(asking.run.pages)} pages of six alone, and ${shown(run.pages)} with their telling, over ${connections} connections, by shoppers with ${historyLength} videos behind them; median answer ${Math.round(asking.run.msMedian)} and ${Math.round(run.msMedian)} ms. Where shoppers tell, each page is told of before the next is asked for (${shown(run.told)} events, not counted as requests); a video a second is published meanwhile.`,
      `No video came twice to anybody, ${shown(asking.run.ads + run.ads)} ads stood at marked places, and every place is in the log with its chance. Of liked categories: ${shown(100 * run.likedShare)} % where one in twenty videos is. Why: ${reasons}.`,
      ...(asking.msOfPage === '' ? [] : [`Processor time of a page alone in ms: ${asking.msOfPage}.`]),
      ...(telling.msOfPage === ''
        ? []
        : [`Of a page and its telling: ${telling.msOfPage}${held}. Background work is part of both.`]),
      'Reference: the same question as one SQL statement over the same rows, as many connections straight to PostgreSQL.',
    ],
  };
}

/** The aim speaks of requests for pages; a market in which nobody tells anything is no market, so both are shown. */
function figuresOf(run: Swiping, how: string, reference: number): readonly Figure[] {
  return [
    {
      name: `pages/s ${how}`,
      value: run.perSecond,
      unit: '',
      aim: 300,
      better: 'more',
      reference,
      ratio: run.perSecond / reference,
    },
    {
      name: `p99 ${how}`,
      value: run.msP99,
      unit: 'ms',
      aim: 50,
      better: 'less',
      reference: null,
      ratio: null,
    },
  ];
}
