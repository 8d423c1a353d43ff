import { afterEach, expect, it } from 'vitest';
import { type Pulse, type PulseOptions, watchPulse } from './index.ts';

let pulse: Pulse;
/** Stands still unless a test moves it: a machine that stalls would otherwise seem to have slept. */
let nowMs = 0;
afterEach(() => pulse.stop());

const never = () => new Promise<never>(() => undefined);
const fast = { everyMs: 5, patienceMs: 20, missesMax: 3 };

function watch(answers: readonly (() => Promise<unknown>)[], more: Partial<PulseOptions> = {}) {
  const seen: string[] = [];
  let asked = 0;
  pulse = watchPulse({
    ...fast,
    now: () => nowMs,
    ask: () => (answers[asked++] ?? (() => Promise.resolve()))(),
    onSilent: () => seen.push(`silent after ${asked}`),
    onAnswer: () => seen.push(`answers at ${asked}`),
    ...more,
  });
  return { seen, asked: () => asked };
}
const refuses = () => Promise.reject(new Error('refused'));

it('falls silent after so many questions in a row, refused or left open, and says once when it is back', async () => {
  const { seen, asked } = watch([refuses, never, refuses, never, refuses]);
  await expect.poll(asked).toBeGreaterThan(8);
  expect(seen).toEqual(['silent after 3', 'answers at 6']);
});

it('one answer in between forgives what was missed before', async () => {
  const fine = () => Promise.resolve();
  const { seen, asked } = watch([never, refuses, fine, never, refuses, fine]);
  await expect.poll(asked).toBeGreaterThan(8);
  expect(seen).toEqual([]);
});

it('does not count what passes while this process sleeps', async () => {
  // Nothing runs meanwhile, as when the machine is suspended: the patience is long over when it wakes up.
  const slept = () => {
    nowMs += 2_100;
    return never();
  };
  const { seen, asked } = watch([slept, slept, slept]);
  await expect.poll(asked).toBeGreaterThan(5);
  expect(seen).toEqual([]);
});

it('does not count what is excused, and asks no more once it is stopped', async () => {
  const { seen, asked } = watch(Array(20).fill(refuses), { isExcused: () => true });
  await expect.poll(asked).toBeGreaterThan(5);
  expect(seen).toEqual([]);
  pulse.stop();
  const before = asked();
  await new Promise((wait) => setTimeout(wait, 50));
  expect(asked()).toBe(before);
});
