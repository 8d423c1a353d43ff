/**
 * Loads the demo world in a process of its own, because making it keeps a processor busy for seconds, and then lets a
 * few shoppers live in it. Started by the server: the path of `demo.json`, the server's address, the size and the pace
 * come as arguments, progress leaves on standard output as JSON lines, and it ends when the server's pipe closes.
 */
import { readFile } from 'node:fs/promises';
import { openApi } from './loading/api.ts';
import { buildStructure } from './loading/build-structure.ts';
import { defineAudiences } from './loading/define-audiences.ts';
import { defineCoupons } from './loading/define-coupons.ts';
import { loadDemoWorld } from './loading/load-demo-world.ts';
import { presentOf } from './loading/present.ts';
import { startPlans } from './loading/start-plans.ts';
import { stockShops } from './loading/stock-shops.ts';
import { simulate } from './shoppers/simulate.ts';
import { demoSize, smallSize } from './world/world.ts';

const [demoFile = '', url = '', size = 'full', pace = 'off'] = process.argv.slice(2);
process.stdin.resume().on('end', () => process.exit(1));
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** So many people know the shops; so many of them are there at the same time, living as quickly as everybody. */
const gentle = { shoppers: 300, atOnce: 2, speed: 1 };
const forEverMinutes = 60 * 24 * 365;

try {
  const { apiKey = '', organizationId = '' } = JSON.parse(await readFile(demoFile, 'utf8')) as Record<
    string,
    string
  >;
  const api = openApi(url, apiKey);
  await buildStructure(api);
  // The shops open while their history is still being read.
  const history = loadDemoWorld({
    url,
    apiKey,
    nowMs: presentOf(organizationId),
    size: size === 'small' ? smallSize : demoSize,
    onProgress: (progress) => say({ progress }),
  }).then((loaded) => say({ loaded }));
  const stocked = await stockShops(api);
  say({ stocked: { ...stocked, plans: await startPlans(api), coupons: await defineCoupons(api) } });
  await history;
  say({ defined: { audiences: await defineAudiences(api) } });
  if (pace === 'gentle')
    await simulate({
      url,
      apiKey,
      // Each start has visitors of its own, who have not seen everything yet.
      seed: `pace-${Date.now()}`,
      minutes: forEverMinutes,
      signal: new AbortController().signal,
      ...gentle,
    });
  process.exit(0);
} catch (error) {
  say({ error: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
