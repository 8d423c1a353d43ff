import { availableParallelism, cpus, totalmem } from 'node:os';

/** A figure means nothing without the machine it was taken on. */
export function describeMachine() {
  const limit = process.constrainedMemory();
  const total = limit > 0 && limit < totalmem() ? limit : totalmem();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round((total / 2 ** 30) * 10) / 10,
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
  };
}

export type Machine = ReturnType<typeof describeMachine>;
