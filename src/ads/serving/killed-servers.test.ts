import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OrganizationId } from '#kernel/ids';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { addAdvertiser, addPlan, newShopper, requestBy } from '../ads-fixture.ts';
import { chargedRequests, readBooks, spentOf } from '../billing/books-fixture-store.ts';
import { openServing } from './open-serving.ts';
import type { ChildTask, Told } from './server-child-fixture.ts';

let world: TestWorld;
let organizationId: OrganizationId;
beforeAll(async () => {
  world = await openTestWorld();
  organizationId = await world.newOrganization();
});
afterAll(() => world.close());

type Server = {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly gone: Promise<unknown>;
};

function startServer(firstPerson: number, tell: (told: Told) => void): Server {
  const task: ChildTask = {
    adminUrl: world.recordsAdminUrl,
    instanceSecret: world.instanceSecret,
    firstPerson,
  };
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'server-child-fixture.ts'), JSON.stringify(task)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const gone = once(child, 'exit');
  if (!child.stdout) throw new Error('The child has no output.');
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      if (line === 'ready') resolve();
      else tell(JSON.parse(line) as Told);
    });
    gone.then(() => reject(new Error('The server ended before it was ready.')));
  });
  return { child, ready, gone };
}

it('two servers, killed again and again while they serve, lose no charge, double none and overspend nothing', async () => {
  const advertiser = await addAdvertiser(world.records, organizationId, 10_000_000);
  const rival = await addAdvertiser(world.records, organizationId, 10_000_000);
  const plans = [
    await addPlan(world.records, advertiser, { dayBudget: 5_000, targetCost: 3_000 }),
    await addPlan(world.records, rival, { dayBudget: 7_000, targetCost: 2_800 }),
  ];
  const told: Told[] = [];
  for (let round = 0; round < 3; round++) {
    const servers = [0, 1].map((n) =>
      startServer(10_000_000 * (1 + round) + n * 1_000_000, (line) => told.push(line)),
    );
    await Promise.all(servers.map(({ ready }) => ready));
    const before = told.length;
    // Killed in the middle: both have just answered clicks, and more are under way.
    await expect.poll(() => told.length).toBeGreaterThan(before + 10);
    for (const { child, gone } of servers) {
      child.kill('SIGKILL');
      await gone;
    }
  }
  const charged = told.filter(({ outcome }) => outcome === 'charged');
  expect(charged.length).toBeGreaterThan(20);
  expect(new Set(charged.map(({ planId, requestId }) => `${planId} ${requestId}`)).size).toBe(charged.length);
  const kept = await chargedRequests(world.records);
  // What was acknowledged is there, at its price; a kill may also leave a few that nobody heard of.
  for (const { planId, requestId, price } of charged) expect(kept.get(`${planId} ${requestId}`)).toBe(price);

  // A server that lives takes back what the dead had leased, and goes on to spend the budget to its end.
  const server = await openServing({
    records: world.records,
    groups: { isMember: () => false, isHeldOut: () => false },
    instanceSecret: world.instanceSecret,
    onError: () => undefined,
  });
  // The killed ones count as alive until their time runs out; only then is nothing held for anybody.
  await expect.poll(async () => (await readBooks(world.records)).heldByPurses, { interval: 200 }).toBe(0);
  const oneShopper = async (): Promise<boolean> => {
    const shopper = newShopper();
    const now = Date.now();
    const [win] = server.decide(requestBy(shopper, now));
    if (!win) return false;
    await server.shown(win.token, shopper, now);
    await server.clicked(win.token, shopper, now);
    return true;
  };
  for (let round = 0; round < 100; round++) {
    const shown = await Promise.all(Array.from({ length: 20 }, oneShopper));
    await server.catchUp();
    if (!shown.includes(true) && !(await oneShopper())) break;
  }
  await server.close();
  for (const { planId } of plans) {
    const { spent, budget } = await spentOf(world.records, planId);
    expect(spent).toBeLessThanOrEqual(budget);
  }
  const books = await readBooks(world.records);
  expect(books).toMatchObject({ ledger: 0, unbalanced: 0, heldWrong: 0, heldByPurses: 0 });
  expect(books.charged).toBe(books.spentByDays);
  expect(books.charged).toBe(books.spentByLedger);
});
