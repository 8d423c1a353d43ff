import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type AdShopper, type AdWin, openServing, type Serving, scanAndSort } from '#ads';
import { Groups } from '#events';
import { newId } from '#kernel/ids';
import { migrateRecords, openRecords } from '#platform/records';
import { startRecordsProcess } from '#platform/records-process';
import type { Bench, BenchReport } from '../figure.ts';
import { fillPlans } from './plans-store.ts';

const secret = 'a secret of the benchmark, thirty-two bytes long';
const plans = 10_000;
const shoppersCount = 5_000;
const seconds = 15;
/** Ads told of as shown meanwhile, and the share of them that is clicked: what a busy feed does beside deciding. */
const showingsPerSecond = 500;
const clickedShare = 0.03;

export const bench: Bench = {
  summary: 'Ad decisions over 10,000 live plans, while showings and clicks are written.',
  run: async (folder, tell) => {
    const recordsProcess = await startRecordsProcess({ dataDir: join(folder, 'records') });
    await migrateRecords(recordsProcess.adminUrl, secret);
    const records = openRecords({ adminUrl: recordsProcess.adminUrl, instanceSecret: secret });
    const problems: unknown[] = [];
    try {
      tell(`making ${plans.toLocaleString('en-US')} plans`);
      await fillPlans(records, plans);
      const groups = await Groups.open(records, (error) => problems.push(error));
      const serving = await openServing({
        records,
        groups,
        instanceSecret: secret,
        onError: (error) => problems.push(error),
      });
      try {
        return await measure(serving, tell, problems);
      } finally {
        await serving.close();
        await groups.close();
      }
    } finally {
      await records.close();
      await recordsProcess.stop();
    }
  },
};

async function measure(
  serving: Serving,
  tell: (line: string) => void,
  problems: readonly unknown[],
): Promise<BenchReport> {
  const shoppers = Array.from(
    { length: shoppersCount },
    (_, n): AdShopper => ({ id: newId('shopper'), person: n + 1, simulated: true }),
  );
  tell('warming: the first decisions ask for budgets');
  await decideFor(serving, shoppers, 3_000);
  tell(`deciding for ${seconds} s`);
  const busy = await decideFor(serving, shoppers, seconds * 1_000);
  tell('scanning and sorting every plan, for comparison');
  const plain: number[] = [];
  for (let n = 0; n < 200; n++) {
    const started = performance.now();
    scanAndSort(serving, 2);
    plain.push(performance.now() - started);
  }
  const plainPerSecond = 1_000 / (plain.reduce((sum, ms) => sum + ms, 0) / plain.length);
  if (problems.length > 0)
    throw new Error(`Serving met ${problems.length} errors, first ${String(problems[0])}`);
  return {
    figures: [
      {
        name: 'decisions/s',
        value: busy.perSecond,
        unit: '',
        aim: 3_000,
        better: 'more',
        reference: plainPerSecond,
        ratio: busy.perSecond / plainPerSecond,
      },
      {
        name: 'p99',
        value: busy.p99Ms,
        unit: 'ms',
        aim: 5,
        better: 'less',
        reference: null,
        ratio: null,
      },
    ],
    notes: [
      `${plans.toLocaleString('en-US')} live plans of ${plans / 10} advertisers, ${shoppersCount.toLocaleString('en-US')} shoppers, two slots a request; ${busy.filled.toFixed(2)} of them filled.`,
      `One process on one core, with everything else that serving does: ${busy.shown} showings and ${busy.charged} paid clicks were committed meanwhile.`,
      'The reference scores every plan for nobody in particular and sorts them; it filters, prices, reserves and signs nothing.',
      'p99 is of the decision itself; a request may also wait for whatever else its server does.',
    ],
  };
}

type Busy = {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly filled: number;
  readonly shown: number;
  readonly charged: number;
};

/** Decides as fast as it can, giving the loop back every few decisions so that all else goes on. */
async function decideFor(serving: Serving, shoppers: readonly AdShopper[], ms: number): Promise<Busy> {
  const times: number[] = [];
  const writing = new Set<Promise<unknown>>();
  let [filled, told, shown, charged] = [0, 0, 0, 0];
  const tellOf = async (win: AdWin, shopper: AdShopper, draw: number) => {
    const now = Date.now();
    if ((await serving.shown(win.token, shopper, now)) === 'shown') shown++;
    if (draw < clickedShare && (await serving.clicked(win.token, shopper, now)) === 'charged') charged++;
  };
  const started = performance.now();
  while (performance.now() - started < ms) {
    for (let n = 0; n < 20; n++) {
      const shopper = shoppers[Math.floor(Math.random() * shoppers.length)] as AdShopper;
      const before = performance.now();
      const wins = serving.decide({
        shopper,
        placement: 'feed',
        requestId: randomUUID(),
        slots: 2,
        exclude: [],
        nowMs: Date.now(),
      });
      times.push(performance.now() - before);
      filled += wins.length;
      for (const win of wins) {
        if (told >= ((performance.now() - started) / 1_000) * showingsPerSecond) continue;
        told++;
        const work = tellOf(win, shopper, Math.random()).finally(() => writing.delete(work));
        writing.add(work);
      }
    }
    await setImmediate();
  }
  const elapsed = performance.now() - started;
  await Promise.all(writing);
  times.sort((a, b) => a - b);
  return {
    perSecond: (times.length / elapsed) * 1_000,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    filled: filled / Math.max(1, times.length),
    shown,
    charged,
  };
}
