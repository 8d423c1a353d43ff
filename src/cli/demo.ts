import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '#platform/config';
import { StartRefused } from '#platform/supervise';
import { sendFreshTrade } from '#simulator';
import type { Verb } from './verbs.ts';

export const verb: Verb = {
  summary: 'Send a few fresh orders, with the visits that led to them, to the running demo.',
  usage: 'demo [--orders N]',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { orders: { type: 'string', default: '5' } } });
    const orders = Number(values.orders);
    if (!Number.isInteger(orders) || orders < 1 || orders > 500) {
      throw new StartRefused('--orders is a whole number from 1 to 500.');
    }
    const file = join(readConfig().dataDir, 'demo.json');
    if (!existsSync(file)) throw new StartRefused(`There is no demo here (${file}): run npm start first.`);
    const demo = JSON.parse(await readFile(file, 'utf8')) as {
      url: string;
      apiKey: string;
      writeKey: string;
    };
    const { events } = await sendFreshTrade({ ...demo, orders });
    console.log(`Sent ${orders} orders and the visits that led to them: ${events} events.`);
    return 0;
  },
};
