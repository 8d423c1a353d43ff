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

function told(report: SimulationReport): string {
  const { sessions, shoppers, videosWatched, productClicks, orders, worth, worthLate } = report;
  const times = (one: number, other: number) => (other === 0 ? 0 : one / other).toFixed(1);
  const percent = (one: number, other: number) => `${(other === 0 ? 0 : (100 * one) / other).toFixed(1)} %`;
  const value = (one: number) => one.toFixed(3).padStart(8);
  const regret = (one: number | null) => (one === null ? '–' : `${(one * 100).toFixed(0)} %`).padStart(8);
  return [
    '',
    `${shoppers} people made ${sessions} visits (${times(sessions, shoppers)} each); ${report.feedExhausted} of them saw everything and left.`,
    `  watched   ${videosWatched} videos, ${times(videosWatched, sessions)} a visit, ${percent(report.meanWatchShare, 1)} of each`,
    `  liked     ${report.likes}, ${percent(report.likes, videosWatched)} of what was watched`,
    `  tapped    ${productClicks} products, ${percent(productClicks, videosWatched)} of what was watched`,
    `  paid      ${orders} orders, ${percent(orders, productClicks)} of the taps; ${(report.paid / 100).toFixed(2)} in all`,
    `  coupons   ${report.couponsClaimed} claimed, ${report.ordersWithCoupon} orders paid with one, ${(report.takenOff / 100).toFixed(2)} taken off`,
    `  ads       ${report.adsShown} shown, ${report.adClicks} tapped, ${percent(report.adClicks, report.adsShown)}`,
    `  trouble   ${report.failedPayments} payments failed, ${report.refusedPurchases} purchases refused, ${report.refundsAsked} refunds asked for, ${report.brokenVisits} visits broken off${report.lastBreak ? ` (last: ${report.lastBreak})` : ''}`,
    '',
    `What ${report.showingsJudged} showings were truly worth to who saw them, by who chooses among what they had not seen:`,
    '               oracle    this feed  popular   random   regret of this feed',
    `  all        ${value(worth.oracle)} ${value(worth.platform)}   ${value(worth.popular)} ${value(worth.random)} ${regret(report.regretShare)}`,
    `  last half  ${value(worthLate.oracle)} ${value(worthLate.platform)}   ${value(worthLate.popular)} ${value(worthLate.random)} ${regret(report.regretShareLate)}`,
    '',
    'The oracle knows every taste; “popular” shows all what most would like best, which it knows from the start; a',
    `regret of 0 % is the oracle’s, 100 % that of random choice, ${regret(report.popularRegretShare).trim()} that of “popular”.`,
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
