import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '#platform/config';
import { StartRefused } from '#platform/supervise';
import { type SimulationReport, simulate } from '#simulator';
import type { Verb } from './verbs.ts';

export const verb: Verb = {
  summary: 'Let simulated shoppers watch and buy in the running demo, and judge the feed by what they hide.',
  usage: 'simulate --shoppers N --minutes M --seed S',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        shoppers: { type: 'string', default: '50' },
        minutes: { type: 'string', default: '2' },
        seed: { type: 'string', default: 'meadow' },
        speed: { type: 'string', default: '20' },
        json: { type: 'boolean', default: false },
      },
    });
    const shoppers = wholeFrom(values.shoppers, '--shoppers', 1, 20_000);
    const minutes = numberFrom(values.minutes, '--minutes', 0.05, 24 * 60);
    const speed = numberFrom(values.speed, '--speed', 1, 1_000);
    const file = join(readConfig().dataDir, 'demo.json');
    if (!existsSync(file)) throw new StartRefused(`There is no demo here (${file}): run npm start first.`);
    const { url, apiKey } = JSON.parse(await readFile(file, 'utf8')) as { url: string; apiKey: string };

    const stopping = new AbortController();
    process.once('SIGINT', () => stopping.abort());
    const report = await simulate({
      url,
      apiKey,
      seed: values.seed,
      shoppers,
      minutes,
      speed,
      atOnce: 24,
      signal: stopping.signal,
      onProgress: (now) => {
        if (!values.json)
          console.log(`  ${now.sessions} visits, ${now.videosWatched} videos, ${now.orders} orders`);
      },
    });
    console.log(values.json ? JSON.stringify(report) : told(report));
    return 0;
  },
};

function told({ worth, regretShare, ...counts }: SimulationReport): string {
  const share = (value: number) => value.toFixed(3);
  return [
    '',
    `${counts.shoppers} shoppers made ${counts.sessions} visits and watched ${counts.videosWatched} videos, ${(counts.meanWatchShare * 100).toFixed(1)} % of each.`,
    `${counts.likes} likes, ${counts.productClicks} product clicks, ${counts.adsShown} ads shown, feed exhausted ${counts.feedExhausted} times.`,
    `${counts.orders} orders paid, ${(counts.paid / 100).toFixed(2)} in all; ${counts.failedPayments} payments failed, ${counts.refusedPurchases} purchases refused, ${counts.refundsAsked} refunds asked for.`,
    '',
    'True worth of a showing, by who chooses among what the shopper has not seen:',
    `  oracle ${share(worth.oracle)}   this feed ${share(worth.platform)}   popular ${share(worth.popular)}   random ${share(worth.random)}`,
    regretShare === null
      ? '  Too little was shown to judge the feed.'
      : `  Regret ${(regretShare * 100).toFixed(1)} % (0 % is the oracle, 100 % is random choice).`,
  ].join('\n');
}

function numberFrom(text: string, name: string, low: number, high: number): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < low || value > high)
    throw new StartRefused(`${name} is a number from ${low} to ${high}.`);
  return value;
}

function wholeFrom(text: string, name: string, low: number, high: number): number {
  const value = numberFrom(text, name, low, high);
  if (!Number.isInteger(value)) throw new StartRefused(`${name} is a whole number.`);
  return value;
}
