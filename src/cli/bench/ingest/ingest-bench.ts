import { join } from 'node:path';
import type { Bench } from '../figure.ts';
import { processorMs, spentEach } from '../processes.ts';
import { startScratchInstance } from '../scratch-instance.ts';
import { countLanded, type Landed, takeLanded } from './landed-rows-store.ts';
import { referenceInserts } from './reference-store.ts';
import { batchSize, type Sending, sendEvents } from './send-events.ts';

const referenceRows = 20_000;
const referenceBlocks = 12;

/** Durable events over HTTP, against what the columnar engine takes when nothing stands before it. */
export const bench: Bench = {
  summary: 'events a second that are on disk when acknowledged',
  run: async (folder, tell) => {
    tell('Starting PostgreSQL, the columnar store and the server in a scratch folder …');
    const { sending, landed, microseconds } = await measure(folder, tell);
    tell('Inserting the same rows through one session of the engine …');
    const reference = await referenceInserts(join(folder, 'reference'), landed);
    const ratio = sending.eventsPerSecond / reference;
    return {
      figures: [
        {
          name: 'durable events/s',
          value: sending.eventsPerSecond,
          unit: 'events/s',
          aim: 50_000,
          better: 'more',
          reference,
          ratio,
        },
        {
          name: 'ack p99',
          value: sending.ackMsP99,
          unit: 'ms',
          aim: 250,
          better: 'less',
          reference: null,
          ratio: null,
        },
        {
          name: 'ratio',
          value: ratio,
          unit: '',
          aim: 0.35,
          better: 'more',
          reference: null,
          ratio: null,
        },
      ],
      notes: [
        `${sending.acknowledged.toLocaleString('en-US')} events acknowledged, all found once; ${batchSize} a request, ${Math.round(sending.bytesPerEvent)} bytes each; median answer ${Math.round(sending.ackMsMedian)} ms.`,
        ...(microseconds === '' ? [] : [`Processor time of an event in microseconds: ${microseconds}.`]),
        `Reference: ${referenceRows.toLocaleString('en-US')}-row fsynced inserts of the same rows through one chDB session.`,
      ],
    };
  },
};

async function measure(
  folder: string,
  tell: (line: string) => void,
): Promise<{ sending: Sending; landed: Landed; microseconds: string }> {
  const instance = await startScratchInstance(folder);
  try {
    tell('Sending events …');
    const { columnarUrl, pids } = instance.stores;
    const processes = { sender: process.pid, server: instance.server.pid, columnar: pids().columnar };
    const spent = () => Object.values(processes).map(processorMs);
    let spentBefore = spent();
    const sending = await sendEvents(instance.url, instance.writeKey, {
      warmMs: 3_000,
      measureMs: 10_000,
      onWarm: () => {
        spentBefore = spent();
      },
    });
    const microseconds = spentEach(Object.keys(processes), spentBefore, spent(), (ms) =>
      ((ms * 1_000) / sending.measured).toFixed(1),
    );
    const found = await countLanded(columnarUrl);
    if (found !== sending.acknowledged)
      throw new Error(`${sending.acknowledged} events were acknowledged, and ${found} are there.`);
    const landed = await takeLanded(columnarUrl, referenceRows, referenceBlocks);
    return { sending, landed, microseconds };
  } finally {
    await instance.stop();
  }
}
