/** Serves ads in a process of its own, for a test that kills it: `node server-child-fixture.ts <json>`. */
import { openRecords } from '#platform/records';
import { newShopper, requestBy } from '../ads-fixture.ts';
import { openServing } from './open-serving.ts';

export type ChildTask = {
  readonly adminUrl: string;
  readonly instanceSecret: string;
  readonly firstPerson: number;
};
/** A line per click that was answered. */
export type Told = {
  readonly planId: string;
  readonly requestId: string;
  readonly price: number;
  readonly outcome: string;
};

const task = JSON.parse(process.argv[2] ?? '') as ChildTask;
const records = openRecords({
  adminUrl: task.adminUrl,
  instanceSecret: task.instanceSecret,
  memberConnectionsMax: 3,
  marketConnectionsMax: 4,
});
const serving = await openServing({
  records,
  groups: { isMember: () => false, isHeldOut: () => false },
  instanceSecret: task.instanceSecret,
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
let person = task.firstPerson;

async function oneShopper(): Promise<void> {
  const shopper = newShopper(person++);
  const now = Date.now();
  const request = requestBy(shopper, now);
  const [win] = serving.decide(request);
  if (!win) return new Promise((resolve) => setTimeout(resolve, 20));
  await serving.shown(win.token, shopper, now);
  const told = (outcome: string): Told => ({
    planId: win.planId,
    requestId: request.requestId,
    price: win.priceMinor,
    outcome,
  });
  // Some click twice at once, as impatient thumbs and retrying networks do.
  const clicks = Array.from({ length: 1 + (person % 3 === 0 ? 1 : 0) }, () =>
    serving.clicked(win.token, shopper, now),
  );
  for (const outcome of await Promise.all(clicks)) process.stdout.write(`${JSON.stringify(told(outcome))}\n`);
}

process.stdout.write('ready\n');
const lanes = Array.from({ length: 8 }, async () => {
  for (;;) await oneShopper();
});
await Promise.all(lanes);
