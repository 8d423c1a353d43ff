import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reviewReason } from '../../src/content/contract.ts';
import { probeReasons } from '../../src/content/uploads/probe-mp4.ts';
import { quarantineCodes, quarantineReasons } from '../../src/events/contract.ts';
import { rejectCodes } from '../../src/shop/importing/rows/row-reject.ts';
import { orderStates } from '../../src/shop/orders/order.ts';
import { messages } from '../../web/ui/language/messages.ts';

const source = join(import.meta.dirname, '..', '..', 'src');
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(source, name), 'utf8'))
  .join('\n');
const offered = Object.keys(messages.en).flatMap((key) => /^action\.(\w+\.\w+)$/.exec(key)?.[1] ?? []);
/** What is acted upon, as far as the console knows: each of its actions needs a text. */
const subjects = [...new Set(offered.map((action) => action.split('.')[0]))].join('|');
/** Verbs that are said of several kinds of things: `${kind}.revoked`. */
const composed = new Set([...code.matchAll(/action: `\$\{\w+\}\.([a-z_]+)`/g)].map((match) => match[1]));
/** What ends a call is no action, but the field that it refuses, such as `order.by`. */
const audited = new Set(
  [...code.matchAll(new RegExp(`'((?:${subjects})\\.[a-z_]+)'(?!\\))`, 'g'))].map((match) => match[1]),
);

const reviewReasons = reviewReason.shape.code.options.map((code) => `review_${code}`);

/** Words that the server says and the console shows by a key made from them: no compiler sees these. */
const shown: readonly (readonly [string, readonly string[]])[] = [
  ['reason', [...quarantineReasons, ...rejectCodes, ...probeReasons, ...reviewReasons]],
  ['quarantine.code', quarantineCodes],
  ['quarantine.todo', quarantineCodes],
  ['imports.code', [...rejectCodes, 'malformed_json']],
  ['value.order_state', orderStates],
  ['action', [...audited].filter((action) => action !== undefined)],
];

it.each(shown)('the console has a text for every %s', (prefix, words) => {
  expect(words.length).toBeGreaterThan(5);
  expect(words.filter((word) => !(`${prefix}.${word}` in messages.en))).toEqual([]);
});

it('the audit log offers no action that nothing does', () => {
  const isDone = (action: string) => audited.has(action) || composed.has(action.split('.').at(-1));
  expect(offered.length).toBeGreaterThan(20);
  expect(offered.filter((action) => !isDone(action))).toEqual([]);
});
