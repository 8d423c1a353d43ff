import { expect, it } from 'vitest';
import { gmvFen, type WorldOrder } from './scene.ts';
import type { DayOfTrade } from './trade.ts';
import { liveThrough, openWorld } from './world.ts';

const nowMs = Date.parse('2026-03-18T04:00:00Z');
const full = [...liveThrough(openWorld('meadow', nowMs))];
const visits = full.flatMap((day) => day.visits);
const events = visits.flatMap((visit) => visit.events);
const orders = full.flatMap((day) => day.orders);
const paid = orders.filter((order) => order.paidAtMs !== null);
const small = { shoppers: 400, visitsPerDay: 300 };

const digest = (days: readonly DayOfTrade[]) => JSON.stringify(days);

it('the same seed and instant make the same world, another seed another one', () => {
  const made = (seed: string) => digest([...liveThrough(openWorld(seed, nowMs, small))]);
  expect(made('a')).toBe(made('a'));
  expect(made('a')).not.toBe(made('b'));
});

it('thirty days hold about a million events and twenty thousand orders of two hundred products', () => {
  expect(full).toHaveLength(30);
  expect(openWorld('meadow', nowMs).products).toHaveLength(200);
  expect(events.length).toBeGreaterThan(900_000);
  expect(events.length).toBeLessThan(1_300_000);
  expect(paid.length).toBeGreaterThan(18_000);
  expect(paid.length).toBeLessThan(23_000);
  expect(new Set(orders.map((order) => order.id)).size).toBe(orders.length);
});

it('nothing happens after the present', () => {
  expect(events.every((event) => event.atMs <= nowMs)).toBe(true);
  const instants = orders.flatMap((order) => [
    order.orderedAtMs,
    order.paidAtMs ?? 0,
    order.shippedAtMs ?? 0,
    order.completedAtMs ?? 0,
    ...order.lines.map((line) => line.refund?.atMs ?? 0),
  ]);
  expect(instants.every((atMs) => atMs <= nowMs)).toBe(true);
});

it('no refund is more than was paid, and money is whole fen', () => {
  for (const order of orders) {
    for (const line of order.lines) {
      expect(Number.isSafeInteger(line.userPaidFen) && Number.isSafeInteger(gmvFen(line))).toBe(true);
      expect(line.userPaidFen).toBeGreaterThan(0);
      expect(line.refund?.amountFen ?? 0).toBeLessThanOrEqual(line.userPaidFen);
      expect(line.refund?.quantity ?? 0).toBeLessThanOrEqual(line.quantity);
      if (line.refund) expect(line.refund.atMs).toBeGreaterThan(order.paidAtMs ?? Number.POSITIVE_INFINITY);
    }
    if (order.paidAtMs === null) expect(order.status).toBe('cancelled');
  }
});

it('lives sell far more in the evening than at any other time', () => {
  const byHour = new Array<number>(24).fill(0);
  for (const order of paid) byHour[hourOf(order.orderedAtMs)] = (byHour[hourOf(order.orderedAtMs)] ?? 0) + 1;
  const evening = (byHour[20] ?? 0) + (byHour[21] ?? 0);
  expect(evening / paid.length).toBeGreaterThan(0.3);
  expect(evening / paid.length).toBeLessThan(0.65);
});

it('the campaign day is the best day, and a sold-out hero can be seen in its shop', () => {
  const gmv = full.map((day) => sum(day.orders.filter((order) => order.paidAtMs !== null)));
  const burst = full.findIndex((day) => day.day.campaign === 'burst');
  expect(gmv.indexOf(Math.max(...gmv))).toBe(burst);
  const flagship = full.map((day) => sum(day.orders.filter((order) => order.scene.shop === 'lj-flagship')));
  const soldOut = full.findIndex((day) => day.day.soldOut !== null);
  expect(flagship[soldOut] ?? 0).toBeLessThan(0.75 * (flagship[soldOut - 7] ?? 0));
});

it('rates are those of the trade: clicks of 10 to 20 %, visitors who buy by channel, old customers by search', () => {
  for (const carrier of ['live', 'short_video', 'product_card']) {
    const seen = visits
      .filter((visit) => visit.scene.channel.carrier === carrier)
      .flatMap((visit) => visit.events);
    const count = (name: string) => seen.filter((event) => event.name === name).length;
    const clickRate = count('Product Clicked') / count('Product Impression');
    expect(clickRate).toBeGreaterThan(0.09);
    expect(clickRate).toBeLessThan(0.2);
  }
  const days = full.map(
    (day) => buyersOf(day) / new Set(day.visits.map((visit) => visit.scene.visitor)).size,
  );
  for (const rate of days) {
    expect(rate).toBeGreaterThan(0.015);
    expect(rate).toBeLessThan(0.12);
  }
});

it('refunds are likelier at creators than in search, and within the trade’s bounds', () => {
  const rate = (pick: (order: WorldOrder) => boolean) => {
    const lines = paid.filter(pick).flatMap((order) => order.lines);
    return lines.filter((line) => line.refund).length / lines.length;
  };
  const partner = rate((order) => order.scene.channel.accountType === 'partner');
  const search = rate((order) => order.scene.channel.source === 'search');
  expect(search).toBeGreaterThan(0.03);
  expect(partner).toBeLessThan(0.28);
  expect(partner).toBeGreaterThan(search * 1.3);
});

function hourOf(ms: number): number {
  return new Date(ms + 8 * 3_600_000).getUTCHours();
}
function sum(list: readonly WorldOrder[]): number {
  return list.flatMap((order) => order.lines).reduce((total, line) => total + gmvFen(line), 0);
}
function buyersOf(day: DayOfTrade): number {
  return new Set(day.orders.filter((order) => order.paidAtMs !== null).map((order) => order.buyer)).size;
}
