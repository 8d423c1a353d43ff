import { conditionsOf } from '#audiences/contract';
import { type Columnar, openColumnar, sealPartitions } from '#platform/columnar';
import type { Bench, BenchReport, Figure } from '../figure.ts';
import { memoryMbOfFamily, processorMsOfFamily, spentEach } from '../processes.ts';
import { columnarDatabase, type ScratchInstance, startScratchInstance } from '../scratch-instance.ts';
import { openAsking } from './ask.ts';
import { openBackground } from './background.ts';
import { eventsPerLine, eventsPerPerson, factDays, fillPeople, tellLate } from './people-store.ts';
import { asked, changes, type Numbers, question } from './question.ts';
import { countByHand } from './reference-store.ts';

const warmRounds = 9;
/** What portraits are made of is kept from so many facts on. */
const keptFactsMin = 1_000_000;
/** Of so many people a fact is told late. */
const lateFacts = 1_000;

/** The estimate of an audience over HTTP, as the builder asks for it. */
export const bench: Bench = {
  summary: 'how long an estimate of ten nested conditions takes over ten million people, over HTTP',
  run: async (folder, tell) => {
    const people = Number(
      process.argv.find((arg) => arg.startsWith('--people='))?.slice('--people='.length) ?? 10_000_000,
    );
    tell('Starting the stores in a scratch folder …');
    const instance = await startScratchInstance(folder, {
      fill: async (stores, { organizationId }) => {
        const columnar = openColumnar({ url: stores.columnarUrl, database: columnarDatabase });
        await fillPeople(columnar, { organizationId, people }, tell).finally(() => columnar.close());
        tell('Sealing the partitions …');
        await sealPartitions(stores.columnarUrl, columnarDatabase, { quietMinutes: 0 });
      },
    });
    const columnar = openColumnar({ url: instance.stores.columnarUrl, database: columnarDatabase });
    try {
      return await measure(instance, columnar, people, tell);
    } finally {
      await columnar.close();
      await instance.stop();
    }
  },
};

/** A question's answer with what it took: on a busy machine processor time says more than the clock. */
type Timed = { readonly size: number; readonly ms: number; readonly spent: string };

async function measure(
  instance: ScratchInstance,
  columnar: Columnar,
  people: number,
  tell: (line: string) => void,
): Promise<BenchReport> {
  const processes = { server: instance.server.pid, columnar: instance.stores.pids().columnar };
  const timed = async (what: string, ask: () => Promise<number>): Promise<Timed> => {
    const spent = () => Object.values(processes).map(processorMsOfFamily);
    const [before, began] = [spent(), performance.now()];
    const size = await ask();
    const ms = performance.now() - began;
    const found = { size, ms, spent: spentEach(Object.keys(processes), before, spent(), shown) };
    tell(`${what}: ${shown(size)} people in ${shown(ms)} ms (${found.spent})`);
    return found;
  };
  const asking = openAsking(instance);
  const estimate = (numbers: Numbers) => () => asking.estimate(question(numbers));
  const memory = () => Object.values(processes).map(memoryMbOfFamily);
  const idle = memory();

  const cold = await timed('cold', estimate(asked));
  const warm: Timed[] = [];
  for (let round = 0; round < warmRounds; round++) warm.push(await timed('warm', estimate(asked)));
  const changed: Timed[] = [];
  for (const change of changes) changed.push(await timed('one condition changed', estimate(change)));
  const audienceId = await asking.make(question(asked));
  const background = await openBackground(instance, columnar);
  const nobody = async (work: Promise<void>) => work.then(() => 0);
  const kept =
    people * eventsPerPerson < keptFactsMin
      ? null
      : await timed('values of portraits kept', () => nobody(background.keepPortraits()));
  const firstPortrait = await timed('first portrait', () => asking.portrait(audienceId));
  const portraits: Timed[] = [];
  for (let round = 0; round < warmRounds; round++)
    portraits.push(await timed('portrait', () => asking.portrait(audienceId)));
  const alike = { kind: 'look_alike', audienceId, size: 1, sizeIn: 'percent' } as const;
  const firstAlike = await timed('first look-alike', () => asking.estimate(alike));
  const otherAlike = await timed('look-alike of another size', () => asking.estimate({ ...alike, size: 2 }));
  const layers = await timed('layers of two days', asking.layers);
  const held = memory();
  const hand = await timed('by hand', () =>
    countByHand(instance.stores.columnarUrl, instance.organizationId, asked),
  );
  if (hand.size !== cold.size)
    throw new Error(`The estimate says ${cold.size} people, the statement by hand ${hand.size}.`);
  if (warm.some(({ size }) => size !== cold.size)) throw new Error('A warm estimate is another number.');

  const { organizationId } = instance;
  await tellLate(columnar, { organizationId, people, late: lateFacts });
  const mended = await timed('two days mended', () => nobody(background.mendLayers())).finally(
    background.close,
  );

  const figure = (name: string, value: number, aim: number): Figure => ({
    name,
    value,
    unit: 'ms',
    aim,
    better: 'less',
    reference: hand.ms,
    ratio: value / hand.ms,
  });
  /** Nothing was written by hand that answers the same. */
  const alone = (name: string, ms: number, aim: number): Figure => ({
    ...figure(name, ms, aim),
    reference: null,
    ratio: null,
  });
  const total = sum(held);
  return {
    figures: [
      figure('estimate warm ms', median(warm.map(({ ms }) => ms)), 200),
      figure('changed ms', median(changed.map(({ ms }) => ms)), 1_000),
      figure('cold ms', cold.ms, 5_000),
      alone('first portrait ms', firstPortrait.ms, 1_000),
      alone('portrait again ms', median(portraits.map(({ ms }) => ms)), 1_000),
      ...(total === null
        ? []
        : [
            {
              name: 'memory MB',
              value: total,
              unit: 'MB',
              aim: 2_048,
              better: 'less' as const,
              reference: null,
              ratio: null,
            },
          ]),
    ],
    notes: [
      `${shown(people)} people with ${eventsPerPerson} events each on average over ${factDays} days, and an order line for each ${eventsPerLine} events; partitions sealed. ${conditionsOf(question(asked)).length} conditions found ${shown(cold.size)} people; the statement by hand counts the same.`,
      `Warm: asked again. Changed: one of the ten is another, median of ${changes.length} (slowest ${shown(Math.max(...changed.map(({ ms }) => ms)))} ms). Cold: nobody asked before.`,
      `Processor time in ms. Cold: ${cold.spent}. Changed: ${changed.map(({ spent }) => spent).join('; ')}. Warm: ${warm.at(-1)?.spent}. By hand: ${hand.spent}.`,
      `Portrait again: ${portraits.at(-1)?.spent}; the first one ${took(firstPortrait)}${kept ? `, by values that a job read and kept before: ${took(kept)}` : ''}. Look-alike (learning, and the one percent most alike): ${took(firstAlike)}; of another size: ${took(otherAlike)}. Layers of two days gathered: ${took(layers)}; mended after a late fact of each of ${shown(lateFacts)} people: ${took(mended)}.`,
      `Memory of server and columnar store: ${shownMb(idle)} before the first question, ${shownMb(held)} after all of them.`,
      'Reference: the same question as one SQL statement over the raw events and orders.',
    ],
  };
}

function sum(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>(
    (left, value) => (left === null || value === null ? null : left + value),
    0,
  );
}

const took = ({ ms, spent }: Timed) => `${shown(ms)} ms (${spent})`;
const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
const shown = (count: number) => Math.round(count).toLocaleString('en-US');
const shownMb = (values: readonly (number | null)[]) =>
  values.map((mb) => (mb === null ? '–' : `${shown(mb)} MB`)).join(' and ');
